import { parseArgs } from 'node:util';
import type { Scenario } from './scenario.ts';

export interface Options {
  help: boolean;
  /** Undefined: every scenario once, in the order of the table. */
  runs: number | undefined;
  seed: number;
  scenarios: readonly Scenario[];
}

export const usageOf = (
  scenarios: readonly Scenario[],
): string => `Usage: npm run chaos -- [--runs N] [--only NAME]… [--seed NUMBER]

Starts three Kafka brokers, MongoDB, Elasticsearch and every server as processes of their own on this machine, lets four people
talk in eight rooms, lets something die or freeze, and checks every message. Without --runs every scenario happens once.

  --runs N       N runs, drawn at random; of the scenarios that are marked with × 3 three times as many
  --only NAME    only this scenario; may be given several times
  --seed NUMBER  draws the same again; by default a new one, which is printed
  --help         this text

Ends with 1 when a message was lost, doubled or out of order, when a server ended by itself, when anything went to the dead
letters, or when a room waited longer than its scenario allows.

Scenarios:
${scenarios.map((scenario) => `  ${scenario.name.padEnd(22)}${describe(scenario)}`).join('\n')}`;

const describe = ({ what, weight, mostPause }: Scenario): string =>
  `${what}${mostPause ? ` (at most ${mostPause / 1_000} s)` : ''}${weight ? ` × ${weight}` : ''}`;

/** Reads the command line; what is wrong with it is thrown in words. */
export function readOptions(parameters: readonly string[], scenarios: readonly Scenario[]): Options {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      help: { type: 'boolean', default: false },
      runs: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  const unknown = values.only.find((wanted) => !scenarios.some(({ name }) => name === wanted));
  if (unknown !== undefined) throw new Error(`There is no scenario ${unknown}.`);
  return {
    help: values.help,
    runs: wholeNumber('--runs', values.runs),
    seed: wholeNumber('--seed', values.seed) ?? Math.floor(Math.random() * 1_000_000) + 1,
    scenarios:
      values.only.length === 0 ? scenarios : scenarios.filter(({ name }) => values.only.includes(name)),
  };
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} wants a whole number from 1 on, not ${text}.`);
  return Number(text);
}
