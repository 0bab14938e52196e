import { type Profile, userEvent } from '../contract/index.ts';
import type { EventLog, OutgoingRecord, ProfileStore } from '../ports/index.ts';
import type { BatchHandler } from './consumer.ts';
import { deadLetter } from './dead-letters.ts';
import type { Logger } from './logging.ts';
import { parseValue } from './record-value.ts';

interface ProfileRouteOptions {
  log: EventLog;
  profiles: ProfileStore;
  logger: Logger;
}

/** Keeps a service's own copy of the profiles in step with kakao.user.EVENT: an upsert, so any event may come again. */
export function profileRoute({ log, profiles, logger }: ProfileRouteOptions): BatchHandler {
  return async (batch) => {
    const latest = new Map<string, Profile>();
    const dead: OutgoingRecord[] = [];
    for (const record of batch.records) {
      try {
        const { profile } = userEvent.parse(parseValue(record));
        latest.set(profile.userId, profile);
      } catch (error) {
        logger.error({ err: error, offset: String(record.offset) }, 'A user event went to the dead letters.');
        dead.push(deadLetter(batch, record, error));
      }
    }
    await profiles.put([...latest.values()]);
    if (dead.length > 0) await log.append(dead);
  };
}
