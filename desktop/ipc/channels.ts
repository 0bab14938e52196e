import { z } from 'zod';

/** How refresh tokens are kept: encrypted by the system's key store, or in memory only where there is none. */
export const tokenProtection = z.enum(['encrypted', 'memory']);
export type TokenProtection = z.infer<typeof tokenProtection>;

export const applicationInfo = z.object({
  version: z.string(),
  platform: z.string(),
  /** The front that this app talks to. */
  serverUrl: z.url({ protocol: /^https?$/ }),
  tokenProtection,
});
export type ApplicationInfo = z.infer<typeof applicationInfo>;

const none = z.undefined();
const refreshToken = z.string().min(1).max(4096);

/** Every call from a page to the system: one argument, one result, both parsed in the main process. */
export const channels = {
  'application.info': { argument: none, result: applicationInfo },
  'token.load': { argument: none, result: refreshToken.optional() },
  'token.save': { argument: refreshToken, result: none },
  'token.clear': { argument: none, result: none },
  /** Unread messages, for the badge of dock or taskbar. */
  'badge.set': { argument: z.int().min(0).max(1_000_000), result: none },
  /** Opens a link in the system's browser. */
  'link.open': { argument: z.url({ protocol: /^https?$/ }).max(2048), result: none },
} as const satisfies Record<string, { argument: z.ZodType; result: z.ZodType }>;

export type Channel = keyof typeof channels;
export type ChannelArgument<C extends Channel> = z.infer<(typeof channels)[C]['argument']>;
export type ChannelResult<C extends Channel> = z.infer<(typeof channels)[C]['result']>;
