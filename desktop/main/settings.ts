import type { z } from 'zod';
import { type SettingsChange, type ShellSettings, shellSettings } from '../ipc/index.ts';
import type { KeptValue } from './kept-value.ts';

/** What is kept: only what was changed, so that a later version may change its mind about the rest. */
export const keptSettings: z.ZodType<SettingsChange> = shellSettings.partial();

/** Before anybody chose. Linux has desktops without a tray; spell checking fetches dictionaries except on macOS. */
export const defaultSettings = (platform: string, locale: string): ShellSettings => ({
  language: locale.startsWith('ko') ? 'ko' : 'en',
  startAtLogin: false,
  closeToTray: platform !== 'linux',
  autoLockMinutes: 10,
  spellCheck: platform === 'darwin',
  automaticUpdates: true,
});

/** The settings of this profile; `onChange` hears them whenever one changed, with the change alone. */
export class Settings {
  readonly #kept: KeptValue<SettingsChange>;
  readonly #defaults: ShellSettings;
  readonly #onChange: (change: SettingsChange) => void;

  constructor(
    kept: KeptValue<SettingsChange>,
    defaults: ShellSettings,
    onChange: (change: SettingsChange) => void,
  ) {
    this.#kept = kept;
    this.#defaults = defaults;
    this.#onChange = onChange;
  }

  get value(): ShellSettings {
    return { ...this.#defaults, ...this.#kept.value };
  }

  async change(change: SettingsChange): Promise<ShellSettings> {
    await this.#kept.set({ ...this.#kept.value, ...change });
    this.#onChange(change);
    return this.value;
  }
}
