import type { ChatMessage, ErrorCode, Tokens, UserId } from '../../backend/contract/index.ts';
import { createActions } from './create-actions.ts';
import { createHttp } from './http.ts';
import { type LiveSession, startLiveSession } from './live-session.ts';
import type { MaruClient, MaruClientOptions } from './maru-client.ts';
import { createMemoryLocalCache } from './memory-storage.ts';
import { openWebSocket, randomIds, systemClock } from './platform.ts';
import { createScope } from './scope.ts';
import { createSessionKeeper } from './session.ts';
import { clearStores, createStores, type LogOutReason, type RoomEntry } from './stores/index.ts';
import { createTokenKeeper } from './token-keeper.ts';

type Listener = (message: ChatMessage, room: RoomEntry) => void;

/** Puts the parts together; nothing is sent before `restore`, `logIn` or `signUp`. */
export function createMaruClient(options: MaruClientOptions): MaruClient {
  const { tokenStorage, outboxStorage, clock = systemClock, ids = randomIds, random = Math.random } = options;
  const { webSocketFactory = openWebSocket, localCache = createMemoryLocalCache() } = options;
  // Paths are absolute: a base that ends in a slash would double it.
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  // Called as a function of its own: a browser's fetch refuses any other `this`.
  const fetch: typeof globalThis.fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);

  const stores = createStores(clock.now());
  const listeners = new Set<Listener>();
  const life = createScope(clock);
  const http = createHttp({ baseUrl, fetch, clock: life.clock });
  const onEnded = (code: ErrorCode) => void session.end(code);
  const onRenewed = ({ user }: Tokens) => live?.onProfile(user);
  const tokens = createTokenKeeper({ http, storage: tokenStorage, clock, onRenewed, onEnded });
  let live: LiveSession | undefined;

  const session = createSessionKeeper({
    http,
    tokens,
    cache: localCache,
    clock: life.clock,
    random,
    store: stores.session,
    onStart: (granted) => {
      live = startLiveSession(
        {
          baseUrl,
          http,
          tokens,
          webSocketFactory,
          outboxStorage,
          localCache,
          clock: life.clock,
          ids,
          random,
          stores,
          onIncoming,
          onEnded,
        },
        granted,
      );
    },
    onEnd: stopLive,
  });

  async function stopLive(reason: LogOutReason, userId: UserId): Promise<void> {
    const former = live;
    live = undefined;
    await former?.stop();
    clearStores(stores);
    // A session that the server ended comes back with the next log-in, and with it what was not sent.
    if (reason === 'logged_out') await outboxStorage.clear(userId).catch(() => undefined);
    await localCache.clear(userId).catch(() => undefined);
  }

  function onIncoming(message: ChatMessage, room: RoomEntry): void {
    for (const listener of listeners) listener(message, room);
  }

  return {
    stores,
    actions: createActions(session, stores, () => live),
    onIncoming: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    keepNow: async () => live?.keepNow(),
    dispose: async () => {
      const kept = live?.keepNow();
      life.end();
      await Promise.all([kept, live?.stop()]);
    },
  };
}
