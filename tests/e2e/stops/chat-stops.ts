import { oddNames } from '../odd-world.ts';
import type { Visitor } from '../visitor.ts';
import { from, opening, type Stop, text } from './stop.ts';

const find = (at: Visitor, query: string) => at.field(at.words.chats.search).fill(query);

const chooseFilter = (at: Visitor, name: string) =>
  at.page.getByRole('radiogroup', { name: at.words.chats.filter }).getByText(name, { exact: true }).click();

/** The list of chats, and what begins one. */
export const chatStops: readonly Stop[] = [
  [
    'chats',
    from(async (at) => {
      await at.open('chats');
      await at.chat(oddNames.group).waitFor();
    }),
  ],
  [
    'chats-unread',
    async (at) => {
      await chooseFilter(at, at.words.chats.filters.unread);
      await at.button(at.words.chats.markAllRead).waitFor();
    },
  ],
  [
    'chat-menu',
    async (at) => {
      await chooseFilter(at, at.words.chats.filters.all);
      await at.chat(oddNames.group).click({ button: 'right' });
      await at.page.getByRole('menu').waitFor();
    },
  ],
  [
    'chats-found',
    from(async (at) => {
      await find(at, '산');
      const found = at.page.getByRole('region', { name: at.words.chats.foundMessages });
      await found.getByRole('button').first().waitFor();
    }),
  ],
  ['chats-none', (at) => find(at, '고슴도치').then(() => text(at, at.words.chats.noMessages))],
  [
    'new-group',
    opening(async (at) => {
      await find(at, '');
      await at.button(at.words.chats.newGroup).click();
    }),
  ],
  [
    'new-group-chosen',
    async (at) => {
      await at.dialog().getByText(oddNames.long).click();
      await at.dialog().getByText(oddNames.friend).click();
      await at.field(at.words.people.groupName).fill('가'.repeat(61));
      await text(at, at.words.people.groupNameWrong);
    },
  ],
];
