import { accept, MaruError, type Outcome, refuse } from '../../backend/contract/index.ts';
import type { LoadStatus } from './stores/index.ts';

/** Turns an expected failure into a value; a bug goes on being thrown. */
export async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return accept(await work());
  } catch (error) {
    if (error instanceof MaruError) return refuse(error.code, error.details);
    throw error;
  }
}

/** For work in the background: an expected failure is left to the next attempt. */
export async function inBackground(work: () => Promise<unknown>): Promise<void> {
  await attempt(work);
}

/** Shows how a load goes. A session that ended meanwhile has nothing to show any more. */
export async function tracked(
  show: (status: LoadStatus) => void,
  work: () => Promise<void>,
): Promise<Outcome<void>> {
  show({ is: 'loading' });
  const result = await attempt(work);
  if (result.ok) show({ is: 'ready' });
  else if (result.code !== 'session_ended') show({ is: 'failed', failure: result.code });
  return result;
}
