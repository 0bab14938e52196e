import { isIP } from 'node:net';
import { z } from 'zod';
import { deletingService } from '../contract/index.ts';

const port = z.coerce.number().int().min(0).max(65_535);

const proxyNetwork = z.string().refine((text) => {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
}, 'a number of proxies, or addresses, networks, loopback, linklocal, uniquelocal');

const trustedProxies = z
  .string()
  .transform((text) => (/^\d{1,2}$/.test(text) ? Number(text) : text.split(',').map((each) => each.trim())))
  .pipe(z.union([z.number(), z.array(proxyNetwork)]));

const schema = z.object({
  /** `embedded:DIRECTORY`, or the URL of a real engine. */
  MARU_EVENT_LOG: z.string().default('embedded:./data'),
  MARU_STORE: z.string().default('embedded:./data'),
  MARU_LOG_INDEX: z.string().default('embedded:./data'),
  /** What a commit of the embedded engines survives: `normal` the process, `full` also a power cut. */
  MARU_SYNCHRONOUS: z.enum(['normal', 'full']).default('normal'),
  /** Partitions of each topic at its creation. */
  MARU_PARTITIONS: z.coerce.number().int().min(1).max(1_000).default(4),
  MARU_HOST: z.string().default('127.0.0.1'),
  MARU_FRONT_PORT: port.default(8081),
  MARU_WEB_PORT: port.default(8080),
  /** Health, readiness and metrics of this process; none unless set. */
  MARU_HEALTH_PORT: port.optional(),
  /** Address under which clients reach the front, such as `https://chat.example.org`; default: as they asked for it. */
  MARU_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Base of all keys (tokens, sealed passwords): 32 characters or more, the same on every server. */
  MARU_SECRET: z.string().min(32).optional(),
  /** Milliseconds that a start waits for engines that are not up yet. */
  MARU_START_PATIENCE: z.coerce.number().int().min(0).max(600_000).default(30_000),
  MARU_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Milliseconds a request may wait for its answer through the log. */
  MARU_REQUEST_TIMEOUT: z.coerce.number().int().min(100).max(120_000).default(10_000),
  /**
   * Whose word counts for where a request comes from (X-Forwarded-For): the number of reverse proxies in front, or a list of
   * their addresses and networks, also `loopback`, `linklocal` and `uniquelocal`. Nobody's unless set.
   */
  MARU_TRUST_PROXY: trustedProxies.optional(),
  /** Folder with newer desktop apps (what `npm run package` made); the front serves it under /updates. */
  MARU_UPDATES_DIRECTORY: z.string().min(1).optional(),
  /** How many times as generous as usual the limits on requests are; 0 is no limits. */
  MARU_RATE_LIMITS: z.coerce.number().min(0).max(1_000_000).default(1),
  /** Services that the deletion of an account waits for: those that run here, now or later. */
  MARU_DELETION_SERVICES: z
    .string()
    .default('friend,chat,abuse,logs')
    .transform((names) => names.split(',').map((name) => name.trim()))
    .pipe(z.array(deletingService.exclude(['user']))),
});
export type Configuration = z.infer<typeof schema>;

/** A setting or a surrounding that keeps Maru from starting; `message` is the one line that people see. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Parses the environment; a wrong setting is a StartError that names it. */
export function readConfiguration(environment: Record<string, string | undefined>): Configuration {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new StartError(`Wrong setting: ${problems.join('; ')}`);
}
