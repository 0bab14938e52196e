import { z } from 'zod';

/** How refresh tokens are kept: encrypted by the system's key store, or in memory only where there is none. */
export const tokenProtection = z.enum(['encrypted', 'memory']);
export type TokenProtection = z.infer<typeof tokenProtection>;

/** A server's address as a page may choose it. */
export const serverUrl = z.url({ protocol: /^https?$/ }).max(2048);

/** A profile is a Maru of its own beside the others: another account, other windows, other settings. */
export const profileName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/, '1 to 32 of A-Z a-z 0-9 _ -, not beginning with - or _');

export const applicationInfo = z.object({
  version: z.string(),
  platform: z.string(),
  /** The front that this app talks to. */
  serverUrl,
  tokenProtection,
  /** Absent for the first profile, which has no name. */
  profile: profileName.optional(),
});
export type ApplicationInfo = z.infer<typeof applicationInfo>;
