import { parseArgs } from 'node:util';

export interface Options {
  quick: boolean;
  json: string | undefined;
  only: readonly string[];
  profile: string | undefined;
}

export const usage = `Usage: npm run bench -- [--quick] [--only NAME]… [--json FILE] [--profile DIRECTORY]
  --quick              everything in less than a minute
  --only NAME          one scenario; may be given several times
  --json FILE          the measurements as JSON
  --profile DIRECTORY  CPU profiles of the server under throughput and fan-out`;

/** Reads the command line; what is wrong with it is thrown with the usage. */
export function readOptions(parameters: readonly string[], names: readonly string[]): Options {
  const { values } = parse(parameters);
  const only = values.only ?? [];
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no scenario ${unknown.join(', ')}: ${names.join(', ')}.\n${usage}`);
  return { quick: values.quick ?? false, json: values.json, only, profile: values.profile };
}

function parse(parameters: readonly string[]) {
  const options = {
    quick: { type: 'boolean' },
    json: { type: 'string' },
    only: { type: 'string', multiple: true },
    profile: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...parameters], options });
  } catch (cause) {
    throw new Error(`${(cause as Error).message}\n${usage}`, { cause });
  }
}
