// Reads a Compose file with the library that docker compose itself reads it with, and prints what it means as JSON: validated
// against the Compose specification's schema, with variables and profiles applied. usage: loader FOLDER
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	if err := load(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// As docker compose does in a folder: docker-compose.yml and .env there, profiles from COMPOSE_PROFILES.
func load(folder string) error {
	options, err := cli.NewProjectOptions(nil,
		cli.WithWorkingDirectory(folder),
		cli.WithEnvFiles(),
		cli.WithDotEnv,
		cli.WithDefaultConfigPath,
		cli.WithDefaultProfiles(),
	)
	if err != nil {
		return err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return err
	}
	project, err = project.WithServicesEnvironmentResolved(true)
	if err != nil {
		return err
	}
	meaning, err := project.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(meaning)
	return err
}
