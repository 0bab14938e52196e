import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openEmbeddedAbuseStore,
  openEmbeddedChatStores,
  openEmbeddedEventLog,
  openEmbeddedFriendStores,
  openEmbeddedLogIndex,
  openEmbeddedUserStores,
  systemClock,
  systemIds,
} from '../../backend/adapters/embedded/index.ts';
import { abuseStoreSuite } from './abuse-store.suite.ts';
import { alertStoreSuite } from './alert-store.suite.ts';
import { blockStoreSuite } from './block-store.suite.ts';
import { bookmarkStoreSuite } from './bookmark-store.suite.ts';
import { clockSuite } from './clock.suite.ts';
import { deletionStoreSuite } from './deletion-store.suite.ts';
import { eventLogSuite } from './event-log.suite.ts';
import { failureStoreSuite } from './failure-store.suite.ts';
import { friendStoreSuite } from './friend-store.suite.ts';
import { logIndexSuite } from './log-index.suite.ts';
import { messageStoreSuite } from './message-store.suite.ts';
import { profileStoreSuite } from './profile-store.suite.ts';
import { reportStoreSuite } from './report-store.suite.ts';
import { roomStoreSuite } from './room-store.suite.ts';
import { searchIndexSuite } from './search-index.suite.ts';
import type { Open } from './subject.ts';
import { userStoreSuite } from './user-store.suite.ts';

type OpenIn<S extends AsyncDisposable> = (options: { directory: string }) => Promise<S>;

/** Opens what a suite wants in a folder of its own, which goes when the suite is done. */
function embedded<S extends AsyncDisposable, P>(openIn: OpenIn<S>, pick: (stores: S) => P): Open<P> {
  return async () => {
    const directory = mkdtempSync(join(tmpdir(), 'maru-contract-'));
    let stores = await openIn({ directory });
    return {
      port: pick(stores),
      async reopen() {
        await stores[Symbol.asyncDispose]();
        stores = await openIn({ directory });
        return pick(stores);
      },
      async close() {
        await stores[Symbol.asyncDispose]();
        rmSync(directory, { recursive: true });
      },
    };
  };
}

clockSuite('embedded', async () => ({ port: { clock: systemClock, ids: systemIds }, close: async () => {} }));
eventLogSuite(
  'embedded',
  embedded(openEmbeddedEventLog, (log) => log),
);
eventLogSuite(
  'embedded, every read from the file',
  embedded(
    ({ directory }) => openEmbeddedEventLog({ directory, tailBytes: 0 }),
    (log) => log,
  ),
);
userStoreSuite(
  'embedded',
  embedded(openEmbeddedUserStores, ({ users }) => users),
);
friendStoreSuite(
  'embedded',
  embedded(openEmbeddedFriendStores, ({ friends }) => friends),
);
profileStoreSuite(
  'embedded, of the friend servers',
  embedded(openEmbeddedFriendStores, ({ profiles }) => profiles),
);
profileStoreSuite(
  'embedded, of the chat servers',
  embedded(openEmbeddedChatStores, ({ profiles }) => profiles),
);
blockStoreSuite(
  'embedded',
  embedded(openEmbeddedChatStores, ({ blocks }) => blocks),
);
roomStoreSuite(
  'embedded',
  embedded(openEmbeddedChatStores, (stores) => stores),
);
messageStoreSuite(
  'embedded',
  embedded(openEmbeddedChatStores, ({ messages }) => messages),
);
bookmarkStoreSuite(
  'embedded',
  embedded(openEmbeddedChatStores, ({ bookmarks }) => bookmarks),
);
reportStoreSuite(
  'embedded',
  embedded(openEmbeddedChatStores, ({ reports }) => reports),
);
searchIndexSuite(
  'embedded',
  embedded(openEmbeddedChatStores, ({ search }) => search),
);
logIndexSuite(
  'embedded',
  embedded(openEmbeddedLogIndex, (index) => index),
);
failureStoreSuite(
  'embedded',
  embedded(openEmbeddedUserStores, ({ failures }) => failures),
);
deletionStoreSuite(
  'embedded',
  embedded(openEmbeddedUserStores, ({ deletions }) => deletions),
);
alertStoreSuite(
  'embedded',
  embedded(openEmbeddedUserStores, ({ alerts }) => alerts),
);
abuseStoreSuite(
  'embedded',
  embedded(openEmbeddedAbuseStore, (store) => store),
);
