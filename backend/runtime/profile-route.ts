import { type Profile, userEvent } from '../contract/index.ts';
import {
  EngineUnavailable,
  type EventLog,
  type LogRecord,
  type OutgoingRecord,
  type ProfileStore,
} from '../ports/index.ts';
import { withAttempts } from './attempts.ts';
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
    const dead: OutgoingRecord[] = [];
    const bury = (record: LogRecord, error: unknown) => {
      logger.error({ err: error, offset: String(record.offset) }, 'A user event went to the dead letters.');
      dead.push(deadLetter(batch, record, error));
    };
    await putAll(profiles, latestOf(batch.records, bury), bury);
    if (dead.length > 0) await log.append(dead);
  };
}

type Bury = (record: LogRecord, error: unknown) => void;

interface Latest {
  record: LogRecord;
  profile: Profile;
}

/** The last profile of each user in a batch; what does not parse is buried. */
function latestOf(records: readonly LogRecord[], bury: Bury): Latest[] {
  const latest = new Map<string, Latest>();
  for (const record of records) {
    try {
      const { profile } = userEvent.parse(parseValue(record));
      latest.set(profile.userId, { record, profile });
    } catch (error) {
      bury(record, error);
    }
  }
  return [...latest.values()];
}

/** All in one write; when that keeps failing, each alone, so that one bad record takes no other with it. */
async function putAll(profiles: ProfileStore, latest: readonly Latest[], bury: Bury): Promise<void> {
  try {
    await withAttempts(() => profiles.put(latest.map(({ profile }) => profile)));
  } catch (error) {
    if (error instanceof EngineUnavailable) throw error;
    const [first] = latest;
    if (latest.length === 1 && first) return bury(first.record, error);
    for (const one of latest) await putAll(profiles, [one], bury);
  }
}
