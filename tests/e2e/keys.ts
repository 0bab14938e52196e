import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import { until } from '../support/maru-wait.ts';
import type { Visitor } from './visitor.ts';

const hasFocus = (place: Locator): Promise<boolean> =>
  place.evaluate((element) => element === element.ownerDocument.activeElement).catch(() => false);

/** Waits until something has the focus. */
export const focus = (place: Locator) => until(`the focus at ${place}`, () => hasFocus(place));

/** Presses a key until something has the focus. */
export async function walk({ page }: Visitor, key: string, to: Locator): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (await hasFocus(to)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} does not lead to ${to}`);
}

const shot = (page: Page) => page.screenshot({ animations: 'disabled' });

/** Whether a person sees where the focus is: without it the page looks different. */
export async function showsFocus(page: Page): Promise<boolean> {
  const focused = await shot(page);
  await page.evaluate('(window.focusedOne = document.activeElement).blur()');
  const blurred = await shot(page);
  await page.evaluate('window.focusedOne.focus()');
  return !focused.equals(blurred);
}

/** Where the focus is: a number of its own, and something for whoever reads why a test failed. */
export const focusedOne = (page: Page): Promise<string> =>
  page.evaluate<string>(`{
    const one = document.activeElement;
    window.focusedCount ??= 0;
    one.focusNumber ??= ++window.focusedCount;
    one.focusNumber + ' ' + one.outerHTML.slice(0, 160);
  }`);
