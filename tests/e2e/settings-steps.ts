import type { Locator } from 'playwright-core';
import type { Visitor } from './visitor.ts';

export const settingsSections = [
  'account',
  'appearance',
  'notifications',
  'chats',
  'presence',
  'about',
] as const;
export type SettingsName = (typeof settingsSections)[number] | 'desktop';

/** Opens one kind of settings, from wherever one is. */
export async function openSettings(visitor: Visitor, section: SettingsName): Promise<Locator> {
  const { settings } = visitor.words;
  await visitor.open('more');
  await visitor.page
    .getByRole('list', { name: settings.title, exact: true })
    .getByRole('button', { name: settings[section], exact: true })
    .click();
  return shownSettings(visitor, section);
}

/** Another kind, once the settings are open. */
export async function turnTo(visitor: Visitor, section: SettingsName): Promise<Locator> {
  const { settings } = visitor.words;
  await visitor.page
    .getByRole('navigation', { name: settings.sections })
    .getByRole('button', { name: settings[section], exact: true })
    .click();
  return shownSettings(visitor, section);
}

async function shownSettings(visitor: Visitor, section: SettingsName): Promise<Locator> {
  const page = visitor.page
    .getByRole('dialog')
    .getByRole('region', { name: visitor.words.settings[section], exact: true });
  await page.waitFor();
  return page;
}

/** Turns a switch by the keyboard. */
export async function turnSwitch(page: Locator, name: string, on: boolean): Promise<void> {
  const one = page.getByRole('switch', { name, exact: true });
  if ((await one.isChecked()) !== on) await one.press('Space');
  await page.getByRole('switch', { name, exact: true, checked: on }).waitFor();
}

export async function closeSettings(visitor: Visitor): Promise<void> {
  await visitor.page.keyboard.press('Escape');
  await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
}
