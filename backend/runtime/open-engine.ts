import { setTimeout as pause } from 'node:timers/promises';
import { EngineSetupError, EngineUnavailable } from '../ports/index.ts';
import { type Configuration, StartError } from './configuration.ts';

type EngineSetting = 'MARU_EVENT_LOG' | 'MARU_STORE' | 'MARU_LOG_INDEX';

/** Milliseconds between two tries. */
const betweenTries = 500;

/**
 * Opens the engine that a setting names. One that is on its way up is waited for, MARU_START_PATIENCE at most: servers may be
 * started before their engines. Whatever keeps it from being opened is a StartError of one line that names the setting.
 */
export async function openEngine<T>(
  setting: EngineSetting,
  { MARU_START_PATIENCE: patience }: Pick<Configuration, 'MARU_START_PATIENCE'>,
  open: () => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await open();
    } catch (cause) {
      const isAway = cause instanceof EngineUnavailable && !cause.isRefusal;
      if (!isAway || performance.now() + betweenTries > deadline) throw named(setting, cause);
    }
    await pause(betweenTries);
  }
}

/** Bugs pass as they are. */
function named(setting: EngineSetting, cause: unknown): unknown {
  if (!(cause instanceof EngineUnavailable || cause instanceof EngineSetupError)) return cause;
  return new StartError(`${setting}: ${cause.message}`, { cause });
}
