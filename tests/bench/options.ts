import { parseArgs } from 'node:util';
import { type EngineKind, engineKinds } from './server/bench-engines.ts';

export interface Options {
  quick: boolean;
  engines: EngineKind;
  separate: boolean;
  json: string | undefined;
  only: readonly string[];
  profile: string | undefined;
}

/** Names of the scenarios that there are on each kind of engines. */
export type ScenarioNames = Readonly<Record<EngineKind, readonly string[]>>;

/** Starting engines for all scenarios would take longer than two minutes. */
const quickOnReal = ['latency', 'throughput', 'throughput-post'];

export const usage = `Usage: npm run bench -- [--engines embedded|real] [--quick] [--only NAME]… [--separate] [--json FILE] [--profile DIRECTORY]
  --engines KIND       embedded (default), or real: Kafka and MongoDB's protocol, started for it
  --quick              everything in about two minutes
  --only NAME          one scenario; may be given several times
  --separate           on real engines: front, chat and the other servers as processes of their own
  --json FILE          the measurements as JSON
  --profile DIRECTORY  CPU profiles of the server under latency, throughput and fan-out`;

/** Reads the command line; what is wrong with it is thrown with the usage. */
export function readOptions(parameters: readonly string[], names: ScenarioNames): Options {
  const {
    quick = false,
    engines: kind = 'embedded',
    separate = false,
    only = [],
    json,
    profile,
  } = parse(parameters);
  const engines = engineKinds.find((known) => known === kind);
  if (!engines) throw wrong(`There are no ${kind} engines: ${engineKinds.join(', ')}.`);
  if (separate && engines === 'embedded') throw wrong('Embedded engines are for one process: no --separate.');
  const unknown = only.filter((name) => !names[engines].includes(name));
  if (unknown.length > 0)
    throw wrong(
      `There is no scenario ${unknown.join(', ')} for ${engines} engines: ${names[engines].join(', ')}.`,
    );
  const usual = quick && engines === 'real' ? quickOnReal : names[engines];
  return { quick, engines, separate, json, only: only.length > 0 ? only : usual, profile };
}

function parse(parameters: readonly string[]) {
  const options = {
    quick: { type: 'boolean' },
    engines: { type: 'string' },
    separate: { type: 'boolean' },
    json: { type: 'string' },
    only: { type: 'string', multiple: true },
    profile: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...parameters], options }).values;
  } catch (cause) {
    throw wrong((cause as Error).message, cause);
  }
}

const wrong = (problem: string, cause?: unknown): Error => new Error(`${problem}\n${usage}`, { cause });
