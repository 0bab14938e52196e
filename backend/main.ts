import { fileURLToPath } from 'node:url';
import { EngineSetupError, EngineUnavailable } from './ports/index.ts';
import { readConfiguration, StartError } from './runtime/index.ts';
import { type RunningMaru, startMaru } from './start-maru.ts';
import { type ServiceName, serviceNames } from './starters.ts';

/** Milliseconds; a timer cannot be longer. */
const longestTimer = 2 ** 31 - 1;

/** Runs the servers named on the command line until SIGINT or SIGTERM; a failed start is one line and exit code 1. */
export async function main(names: readonly string[]): Promise<RunningMaru | undefined> {
  let running: RunningMaru | undefined;
  // From the start on: whoever reads that Maru is ready may stop it in the same moment.
  stopOnSignal(() => running);
  try {
    running = await startMaru(parseNames(names), readConfiguration(process.env));
    // Servers that only wait for records of the embedded log have nothing open that would keep the process.
    setInterval(() => {}, longestTimer);
    return running;
  } catch (error) {
    if (!isForPeople(error)) throw error;
    console.error(`maru: ${error.message}`);
    process.exit(1);
  }
}

/** Errors whose message says in one line what to do: wrong settings, an engine that is away or set up wrongly. */
const isForPeople = (error: unknown): error is Error =>
  error instanceof StartError || error instanceof EngineUnavailable || error instanceof EngineSetupError;

function parseNames(names: readonly string[]): ServiceName[] {
  const unknown = names.filter((name) => !serviceNames.includes(name as ServiceName));
  if (unknown.length === 0 && names.length > 0) return names as ServiceName[];
  const problem =
    unknown.length > 0 ? `There is no server ${unknown.join(', ')}.` : 'Name the servers to start.';
  throw new StartError(`${problem} Usage: node backend/main.ts ${serviceNames.join(' ')}`);
}

/** Before there is anything to stop, and when it comes a second time, a signal ends the process at once. */
function stopOnSignal(running: () => RunningMaru | undefined): void {
  const stop = (signal: NodeJS.Signals) => {
    for (const each of signals) process.removeListener(each, stop);
    const maru = running();
    if (!maru) return process.kill(process.pid, signal);
    return maru[Symbol.asyncDispose]().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('maru: could not stop cleanly:', error);
        process.exit(1);
      },
    );
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, stop);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
