import { oddNames } from '../odd-world.ts';
import { openSettings, turnTo } from '../settings-steps.ts';
import type { Visitor } from '../visitor.ts';
import { from, openRoomMenu, type Stop, text } from './stop.ts';

const pin = '2580';

async function savePin(at: Visitor, wished: string): Promise<void> {
  await at.field(at.words.settings.pin).fill(wished);
  await at.button(at.words.action.save).click();
}

async function tryPin(at: Visitor, tried: string): Promise<void> {
  await at.field(at.words.lock.pin).fill(tried);
  await at.button(at.words.lock.unlock).click();
}

/** What only the desktop app shows; the room is one of the person's. */
export const desktopStops = (roomId: string): readonly Stop[] => [
  ['desktop-settings', (at) => openSettings(at, 'desktop')],
  [
    'desktop-pin',
    async (at) => {
      await at.button(at.words.settings.lockSet).click();
      await savePin(at, '12');
      await text(at, at.words.settings.pinWrong);
    },
  ],
  ['desktop-pin-set', (at) => savePin(at, pin).then(() => at.button(at.words.settings.lockNow).waitFor())],
  ['desktop-pin-remove', (at) => at.button(at.words.settings.lockRemove).click()],
  [
    'desktop-server',
    async (at) => {
      await at.button(at.words.action.cancel).click();
      await at.field(at.words.settings.serverAddress).fill('talk');
      await at.button(at.words.settings.serverUse).click();
      await text(at, at.words.settings.serverWrong);
    },
  ],
  ['desktop-chats', (at) => turnTo(at, 'chats')],
  ['desktop-about', (at) => turnTo(at, 'about')],
  [
    'lock',
    async (at) => {
      await turnTo(at, 'desktop');
      await at.button(at.words.settings.lockNow).click();
      await at.field(at.words.lock.pin).waitFor();
    },
  ],
  ['lock-wrong', (at) => tryPin(at, '1111').then(() => text(at, at.words.settings.pinNotRight))],
  [
    'lock-wait',
    async (at) => {
      await at.page.evaluate('window.letWait(300)');
      await at.page
        .getByRole('alert')
        .filter({ hasText: /(299|300)/ })
        .waitFor();
    },
  ],
  [
    'lock-forgotten',
    async (at) => {
      await at.button(at.words.lock.forgotten).click();
      await text(at, at.words.lock.forgottenText);
    },
  ],
  [
    'room-window',
    async (at) => {
      await at.page.goto(`${at.page.url().split('#')[0]}#room=${roomId}`);
      await at.page.reload();
      await at.page.setViewportSize({ width: 420, height: 640 });
      await at.inRoom(oddNames.group);
    },
  ],
  ['room-window-menu', from(openRoomMenu)],
];
