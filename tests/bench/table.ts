import { formatRows } from '../support/text-table.ts';
import { type Measurement, meets } from './measurement.ts';

const columns = ['scenario', 'measured', 'value', 'target', '', 'note'] as const;

/** All measurements as lines of a table. */
export function formatTable(measurements: readonly Measurement[]): string {
  // Numbers stand at the right.
  return formatRows([columns, ...measurements.map(cells)], [2, 3]);
}

function cells({ scenario, name, value, target, note }: Measurement): string[] {
  const verdict = target === undefined ? '' : meets(value, target) ? 'met' : 'MISSED';
  return [scenario, name, formatNumber(value), formatTarget(target), verdict, note ?? ''];
}

function formatTarget(target: Measurement['target']): string {
  if (target === undefined) return '';
  return 'most' in target ? `≤ ${formatNumber(target.most)}` : `≥ ${formatNumber(target.least)}`;
}

export function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
