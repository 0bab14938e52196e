import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of /proc are hundredths of a second on every Linux that matters (sysconf _SC_CLK_TCK). */
const ticksPerSecond = 100;

export interface ProcessUsage {
  /** User and system together, all threads, since the start. */
  cpuSeconds: number;
  residentBytes: number;
  fileDescriptors: number;
}

/** What a process has used, as Linux counts it. */
export function usageOf(processId: number): ProcessUsage {
  return {
    cpuSeconds: cpuSecondsOf(processId),
    residentBytes: residentBytesOf(processId),
    fileDescriptors: readdirSync(`/proc/${processId}/fd`).length,
  };
}

/** Fields 14 and 15 of /proc/PID/stat; the second field may hold spaces, so it counts from its closing bracket. */
export function cpuSecondsOf(processId: number): number {
  const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

export function residentBytesOf(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024;
}
