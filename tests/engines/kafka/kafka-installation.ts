import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

/** What every JVM of a broker is started with; small and quick to start rather than fast in the long run. */
export const javaOptions = [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  `-Dlog4j2.configurationFile=file:${join(here, 'log4j2.xml')}`,
];

/** The folder with Kafka's jars; fetched from Maven Central when it is not there yet. Needs JDK 17 or newer, and Maven. */
export async function installKafka(): Promise<string> {
  const jars = join(homedir(), '.cache', 'maru', 'kafka-4.4.0');
  if (existsSync(jars)) return jars;
  await mkdir(dirname(jars), { recursive: true });
  // In a folder of its own first: an interrupted download must not look like an installation.
  const part = await mkdtemp(`${jars}.part-`);
  await copyJars(part);
  await rename(part, jars).catch(() => rm(part, { recursive: true }));
  return jars;
}

async function copyJars(directory: string): Promise<void> {
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${directory}`];
  try {
    await run('mvn', ['-q', '-B', '-f', join(here, 'pom.xml'), ...goal]);
  } catch (cause) {
    throw new Error(`Kafka cannot be installed for the tests: Maven and Maven Central are needed. ${cause}`, {
      cause,
    });
  }
}
