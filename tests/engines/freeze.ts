import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Milliseconds after which a process that goes on is none that can be frozen. */
const patience = 5_000;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** Stops a process in its tracks. When this returns none of its threads runs any more: the signal alone only asks for that. */
export function freeze(pid: number): void {
  process.kill(pid, 'SIGSTOP');
  const deadline = performance.now() + patience;
  while (!isFrozen(pid)) {
    if (performance.now() > deadline) throw new Error(`process ${pid} did not stop`);
    Atomics.wait(sleeper, 0, 0, 1);
  }
}

/** Whether every thread is stopped (`T`), as Linux says; elsewhere nobody can tell. */
function isFrozen(pid: number): boolean {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return true;
  try {
    return readdirSync(tasks).every((task) => /\) T /.test(readFileSync(`${tasks}/${task}/stat`, 'utf8')));
  } catch {
    // A thread ended between the two looks.
    return false;
  }
}
