import { oddNames } from '../odd-world.ts';
import { openSettings, turnTo } from '../settings-steps.ts';
import type { Visitor } from '../visitor.ts';
import { from, narrow, opening, openMessageMenu, openRoomMenu, type Stop, wide } from './stop.ts';

async function chooseSize(at: Visitor, size: 'normal' | 'largest'): Promise<void> {
  const page = await openSettings(at, 'appearance');
  await page.getByText(at.words.settings[size], { exact: true }).click();
}

const back = (at: Visitor) => at.button(at.words.action.back).click();

/** With the largest letters. */
export const largeStops: readonly Stop[] = [
  ['large-settings', from((at) => chooseSize(at, 'largest'))],
  ['large-settings-account', (at) => turnTo(at, 'account')],
  ['large-friends', from((at) => at.open('friends'))],
  ['large-chats', (at) => at.openChat(oddNames.group)],
  ['large-room-menu', openRoomMenu],
  ['large-help', opening((at) => at.page.keyboard.press('Control+/'))],
  ['large-more', from((at) => at.open('more'))],
  [
    'large-narrow-room',
    async (at) => {
      await at.page.setViewportSize(narrow);
      await at.inRoom(oddNames.group);
    },
  ],
  ['large-narrow-chats', (at) => back(at).then(() => at.open('chats'))],
  ['large-narrow-settings', (at) => openSettings(at, 'notifications')],
];

/** In a window as narrow as a telephone. */
export const narrowStops: readonly Stop[] = [
  ['narrow-appearance', from((at) => chooseSize(at, 'normal'))],
  ['narrow-notifications', (at) => turnTo(at, 'notifications')],
  ['narrow-account', (at) => turnTo(at, 'account')],
  ['narrow-more', from((at) => at.open('more'))],
  ['narrow-drawer', (at) => at.open('drawer')],
  ['narrow-friends', (at) => at.open('friends')],
  ['narrow-profile', opening((at) => at.friend(oddNames.arabic).first().click())],
  [
    'narrow-edit-profile',
    opening((at) =>
      at
        .friend(oddNames.me)
        .first()
        .click()
        .then(() => at.button(at.words.profile.edit).click()),
    ),
  ],
  ['narrow-chats', from((at) => at.open('chats'))],
  ['narrow-new-group', opening((at) => at.button(at.words.chats.newGroup).click())],
  ['narrow-room', from((at) => at.openChat(oddNames.group))],
  ['narrow-menu', openRoomMenu],
  ['narrow-message-menu', from((at) => openMessageMenu(at, '모두 고마워요'))],
  ['narrow-reply', from((at) => at.chooseForMessage('모두 고마워요', at.words.message.reply))],
  [
    'narrow-emoji',
    opening(async (at) => {
      await at.composer().press('Escape');
      await at.button(at.words.emoji.open).click();
    }),
  ],
  [
    'narrow-mention',
    from(async (at) => {
      await at.composer().fill('@');
      await at.page.getByRole('option').first().waitFor();
    }),
  ],
  [
    'narrow-search',
    from(async (at) => {
      await at.composer().fill('');
      await at.button(at.words.room.search).click();
    }),
  ],
  [
    'narrow-long-group',
    async (at) => {
      await at.button(at.words.room.search).click();
      await back(at);
      await at.openChat(oddNames.longGroup);
    },
  ],
  ['narrow-odd-room', (at) => back(at).then(() => at.openChat(oddNames.arabic))],
  ['narrow-not-sent', (at) => back(at).then(() => at.openChat(oddNames.closed))],
  ['wide-again', from((at) => at.page.setViewportSize(wide))],
];
