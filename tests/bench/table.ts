import { type Measurement, meets } from './measurement.ts';

const columns = ['scenario', 'measured', 'value', 'target', '', 'note'] as const;

/** All measurements as lines of a table. */
export function formatTable(measurements: readonly Measurement[]): string {
  const rows = [columns, ...measurements.map(cells)];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '),
  );
  return lines.map((line) => line.trimEnd()).join('\n');
}

function cells({ scenario, name, value, target, note }: Measurement): string[] {
  const verdict = target === undefined ? '' : meets(value, target) ? 'met' : 'MISSED';
  return [scenario, name, formatNumber(value), formatTarget(target), verdict, note ?? ''];
}

function formatTarget(target: Measurement['target']): string {
  if (target === undefined) return '';
  return 'most' in target ? `≤ ${formatNumber(target.most)}` : `≥ ${formatNumber(target.least)}`;
}

/** Numbers stand at the right. */
const pad = (cell: string, width: number, column: number): string =>
  column === 2 || column === 3 ? cell.padStart(width) : cell.padEnd(width);

export function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
