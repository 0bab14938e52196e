import type { Alert, ChatMessage, UserId } from '../../contract/index.ts';
import { type AbuseStore, EngineUnavailable, type Suspect } from '../../ports/index.ts';
import { detect } from './detect.ts';

/** Times that another detector may be faster with the same users before the batch is read again. */
const raceLimit = 10;

/**
 * Watches a batch of stored messages; gives the alerts once what is remembered is stored. Idempotent: a message that is
 * remembered counts once, and a batch that comes again gives the same alerts again, with the same ids.
 */
export function createWatch(store: AbuseStore) {
  return async (messages: readonly ChatMessage[]): Promise<Alert[]> => {
    const alerts: Alert[] = [];
    let open = Map.groupBy(messages, (message) => message.userId);
    for (let race = 0; open.size > 0; race++) {
      if (race === raceLimit) throw new EngineUnavailable('Other detectors keep changing the same users.');
      const looked = await look(open);
      const lost = await store.save(looked.map(({ suspect }) => suspect));
      for (const { suspect, alerts: found } of looked) if (!lost.has(suspect.userId)) alerts.push(...found);
      open = new Map([...open].filter(([userId]) => lost.has(userId)));
    }
    return alerts;
  };

  async function look(open: ReadonlyMap<UserId, readonly ChatMessage[]>) {
    const known = new Map((await store.find([...open.keys()])).map((suspect) => [suspect.userId, suspect]));
    return [...open].map(([userId, messages]) => lookAt(known.get(userId) ?? stranger(userId), messages));
  }
}

function lookAt(before: Suspect, messages: readonly ChatMessage[]): { suspect: Suspect; alerts: Alert[] } {
  let suspect = before;
  const alerts: Alert[] = [];
  for (const message of messages) {
    const looked = detect(suspect, message);
    suspect = looked.suspect;
    alerts.push(...looked.alerts);
  }
  return { suspect: { ...suspect, version: before.version + 1 }, alerts };
}

const stranger = (userId: UserId): Suspect => ({ userId, seen: [], last: {}, version: 0 });
