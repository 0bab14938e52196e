import { fileURLToPath } from 'node:url';
import type { Engines } from './engines.ts';
import type { Configuration, ReadyCheck, ServerContext } from './runtime/index.ts';
import { startAbuseDetector } from './services/abuse-detector/index.ts';
import { startChat } from './services/chat/index.ts';
import { startFriend } from './services/friend/index.ts';
import { startFront } from './services/front/index.ts';
import { startLogShipper } from './services/log-shipper/index.ts';
import { startUser } from './services/user/index.ts';
import { startWeb } from './services/web/index.ts';

/** Servers in the order in which they start: whoever asks comes after whoever answers. */
export const serviceNames = [
  'user',
  'friend',
  'chat',
  'front',
  'web',
  'log-shipper',
  'abuse-detector',
] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The ports that were taken, where such a server runs here. */
export interface TakenPorts {
  front?: number;
  web?: number;
  health?: number;
}

const rendererDirectory = fileURLToPath(new URL('../out/renderer', import.meta.url));

/** Whether an engine answers: a look at one key, which nobody has. */
const answers =
  (look: (nobody: never) => Promise<unknown>): ReadyCheck =>
  async () => {
    await look('ready-check' as never);
    return true;
  };

interface StarterOptions {
  engines: Engines;
  configuration: Configuration;
  context: ServerContext;
  ports: TakenPorts;
  /** What /readyz asks of the stores, by name. */
  checks: Record<string, ReadyCheck>;
  /** Keeps what was started, to be stopped in reverse order. */
  use<T extends AsyncDisposable>(server: T): T;
}

/** How each server starts; one that was started is handed over at once. */
export function createStarters({ engines, configuration, context, ports, checks, use }: StarterOptions) {
  const { MARU_HOST: host, MARU_PUBLIC_URL: publicUrl, MARU_DELETION_SERVICES: services } = configuration;
  return {
    async user() {
      const { users: store, ...stores } = use(await engines.userStores());
      checks['user-store'] = answers((nobody) => store.findAccount(nobody));
      use(await startUser({ ...context, store, ...stores, services }));
    },
    async friend() {
      const { friends, profiles } = use(await engines.friendStores());
      checks['friend-store'] = answers((nobody) => profiles.find([nobody]));
      use(await startFriend({ ...context, store: friends, profiles }));
    },
    async chat() {
      const stores = use(await engines.chatStores());
      checks['chat-store'] = answers((nobody) => stores.profiles.find([nobody]));
      use(await startChat({ ...context, ...stores }));
    },
    async front() {
      const port = configuration.MARU_FRONT_PORT;
      const { MARU_TRUST_PROXY: trustProxy, MARU_RATE_LIMITS: rateLimits } = configuration;
      const { MARU_UPDATES_DIRECTORY: updatesDirectory } = configuration;
      const settings = { host, port, publicUrl, trustProxy, rateLimits, updatesDirectory };
      ports.front = use(await startFront({ ...context, ...settings })).port;
    },
    async web() {
      const { MARU_WEB_PORT: port, MARU_FRONT_PORT } = configuration;
      const frontPort = ports.front ?? MARU_FRONT_PORT;
      ports.web = use(
        await startWeb({ host, port, directory: rendererDirectory, frontUrl: publicUrl, frontPort }),
      ).port;
    },
    async 'log-shipper'() {
      const index = use(await engines.logIndex());
      checks['log-index'] = answers((correlationId) => index.search({ correlationId, limit: 1 }));
      use(await startLogShipper({ ...context, index }));
    },
    async 'abuse-detector'() {
      const store = use(await engines.abuseStore());
      checks['abuse-store'] = answers((nobody) => store.find([nobody]));
      use(await startAbuseDetector({ ...context, store }));
    },
  } satisfies Record<ServiceName, () => Promise<void>>;
}
