import { until } from '../../support/maru-wait.ts';
import type { Visitor } from '../visitor.ts';

type Go = (at: Visitor) => Promise<unknown>;

/** A screen and the way to it from the one before. `again` brings back what passes by itself, before each picture. */
export type Stop = [name: string, go: Go, again?: Go];

export const wide = { width: 1080, height: 720 };
export const narrow = { width: 360, height: 640 };

/** Until nothing lies above the rest any more. */
async function closed(at: Visitor): Promise<void> {
  const above = at.page.locator('[role="dialog"], [role="menu"], [role="listbox"]');
  await until('nothing lying above the rest', async () => {
    if ((await above.count()) === 0) return true;
    await at.page.keyboard.press('Escape');
    return false;
  });
}

/** Starts from a page on which nothing is open. */
export const from = (go: Go) => async (at: Visitor) => {
  await closed(at);
  await go(at);
};

/** What opens is fetched first: it has to be there before one goes on. */
export const opening = (go: Go) =>
  from(async (at) => {
    await go(at);
    await at.dialog().waitFor();
  });

export const heading = (at: Visitor, name: string) =>
  at.dialog().getByRole('heading', { name, exact: true }).waitFor();

export const text = (at: Visitor, words: string) =>
  at.page.getByText(words, { exact: true }).first().waitFor();

/** A text of the app with a number in it. */
export const counted = (words: string, count: number) => words.replace('{{count}}', String(count));

export async function openRoomMenu(at: Visitor): Promise<void> {
  await at.button(at.words.room.menu).click();
  await at.page.getByRole('menu').waitFor();
}

export async function openMessageMenu(at: Visitor, words: string): Promise<void> {
  const message = at.message(words).last();
  await message.hover();
  await message.getByRole('button', { name: at.words.message.actions }).click();
  await at.page.getByRole('menu').waitFor();
}

export const chooseFromMenu = (at: Visitor, entry: string) =>
  at.page.getByRole('menuitem', { name: entry, exact: true }).click();
