import type { IconName } from '../components/icon.tsx';
import { bridge } from './bridge.ts';

const everywhere = ['account', 'appearance', 'notifications', 'chats', 'presence'] as const;

/** The settings in their order; those of the desktop app only where it is one. */
export const settingsSections = [...everywhere, ...(bridge ? (['desktop'] as const) : []), 'about'] as const;

export type SettingsSection = (typeof settingsSections)[number];

export const sectionIcons: Record<SettingsSection, IconName> = {
  account: 'friends',
  appearance: 'contrast',
  notifications: 'bell',
  chats: 'chats',
  presence: 'presence',
  desktop: 'screen',
  about: 'information',
};
