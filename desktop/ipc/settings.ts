import { z } from 'zod';

/** What the shell remembers for this profile on this computer. */
export const shellSettings = z.object({
  /** Of the shell's own words (tray, notifications while locked) and the first of the spell checker. */
  language: z.enum(['ko', 'en']),
  startAtLogin: z.boolean(),
  /** Whether closing the main window leaves Maru running in the tray; otherwise it quits. */
  closeToTray: z.boolean(),
  /** Minutes without keyboard and mouse until Maru locks itself; 0 is never. Works once there is a PIN. */
  autoLockMinutes: z.int().min(0).max(1440),
  spellCheck: z.boolean(),
  /** Whether newer versions are fetched from the server and installed at the next start. */
  automaticUpdates: z.boolean(),
});
export type ShellSettings = z.infer<typeof shellSettings>;

export const settingsChange = shellSettings.partial();
export type SettingsChange = z.infer<typeof settingsChange>;
