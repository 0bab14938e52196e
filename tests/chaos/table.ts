import { formatRows } from '../support/text-table.ts';
import type { Outcome } from './scenario.ts';

const columns = [
  ...['scenario', 'runs', 'acknowledged', 'lost', 'doubled', 'gaps', 'out of order'],
  ...['longest pause p50, s', 'max, s'],
];

/** One run in one line. */
export function lineOf(outcome: Outcome): string {
  const { scenario, acknowledged, lost, doubled, gaps, disordered, longestPause, took } = outcome;
  return [
    `${scenario}: ${acknowledged} messages acknowledged in ${seconds(took)} s`,
    `lost ${lost}`,
    `doubled ${doubled}`,
    `gaps ${gaps}`,
    `out of order ${disordered}`,
    `longest pause of a room ${seconds(longestPause)} s`,
  ].join(', ');
}

/** All runs, a row for each scenario. */
export function formatTable(outcomes: readonly Outcome[]): string {
  const byScenario = Map.groupBy(outcomes, ({ scenario }) => scenario);
  const rows = [...byScenario].map(([name, own]) => [name, ...cellsOf(own), ...pausesOf(own)]);
  const all = byScenario.size > 1 ? [['all', ...cellsOf(outcomes), '', '']] : [];
  return formatRows([columns, ...rows, ...all], [1, 2, 3, 4, 5, 6, 7, 8]);
}

function cellsOf(outcomes: readonly Outcome[]): string[] {
  const sums = (['acknowledged', 'lost', 'doubled', 'gaps', 'disordered'] as const).map((name) =>
    outcomes.reduce((sum, outcome) => sum + outcome[name], 0),
  );
  return [outcomes.length, ...sums].map((count) => count.toLocaleString('en'));
}

/** The median of an even number of runs is the greater of the two in the middle. */
function pausesOf(outcomes: readonly Outcome[]): [median: string, longest: string] {
  const pauses = outcomes.map(({ longestPause }) => longestPause).sort((a, b) => a - b);
  return [seconds(pauses[Math.floor(pauses.length / 2)] ?? 0), seconds(pauses.at(-1) ?? 0)];
}

export const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(1);
