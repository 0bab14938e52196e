import { openSettings } from '../settings-steps.ts';
import { freshId, password } from '../stage.ts';
import { from, opening, type Stop, text } from './stop.ts';

/** What somebody new sees, who has nobody and nothing yet. */
export const emptyStops: readonly Stop[] = [
  [
    'no-friends',
    async (at) => {
      await at.signUp(freshId('new'), 'New', password);
      await text(at, at.words.friends.emptyTitle);
    },
  ],
  ['no-chats', (at) => at.open('chats').then(() => text(at, at.words.chats.emptyTitle))],
  ['new-group-without-friends', opening((at) => at.button(at.words.chats.newGroup).click())],
  ['switcher-without-chats', opening((at) => at.page.keyboard.press('Control+k'))],
  ['no-bookmarks', from((at) => at.open('drawer').then(() => text(at, at.words.drawer.emptyBookmarks)))],
  [
    'no-links',
    async (at) => {
      await at.page.getByRole('tab', { name: at.words.drawer.links }).click();
      await text(at, at.words.drawer.emptyLinks);
    },
  ],
  [
    'no-memos',
    async (at) => {
      await at.page.getByRole('tab', { name: at.words.drawer.memos }).click();
      await text(at, at.words.drawer.emptyMemos);
    },
  ],
  [
    'no-self-messages',
    async (at) => {
      await at.open('friends');
      await at.button('New', false).click();
      await at.button(at.words.profile.selfChat).click();
      await text(at, at.words.room.emptySelf);
    },
  ],
  ['settings-notifications-off', (at) => openSettings(at, 'notifications')],
];
