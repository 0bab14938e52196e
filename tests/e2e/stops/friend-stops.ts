import { oddNames } from '../odd-world.ts';
import type { Visitor } from '../visitor.ts';
import { chooseFromMenu, counted, from, heading, opening, type Stop, text } from './stop.ts';

const find = (at: Visitor, query: string) => at.field(at.words.friends.search).fill(query);

async function openFriendMenu(at: Visitor): Promise<void> {
  await at.friend(oddNames.silent).first().click({ button: 'right' });
  await at.page.getByRole('menu').waitFor();
}

/** The list of friends, and the people in it. */
export const friendStops: readonly Stop[] = [
  [
    'friends',
    async (at) => {
      await at.friend(oddNames.arabic).getByText(at.words.presence.away).waitFor({ state: 'attached' });
      await at
        .friend(oddNames.friend)
        .first()
        .getByText(at.words.presence.online)
        .waitFor({ state: 'attached' });
    },
  ],
  [
    'friends-unfolded',
    async (at) => {
      await at.button(counted(at.words.friends.hidden, 1)).click();
      await at.button(counted(at.words.friends.blocked, 1)).click();
      await at.friend(oddNames.blocked).waitFor();
    },
  ],
  ['friends-found', (at) => find(at, 'ㄷㅇ').then(() => text(at, counted(at.words.friends.found, 1)))],
  ['friends-none', (at) => find(at, '없는 이름').then(() => text(at, at.words.friends.noneFound))],
  ['friend-menu', (at) => find(at, '').then(() => openFriendMenu(at))],
  [
    'rename-friend',
    async (at) => {
      await chooseFromMenu(at, at.words.profile.rename);
      await heading(at, at.words.profile.rename);
    },
  ],
  [
    'remove-friend',
    opening(async (at) => {
      await openFriendMenu(at);
      await chooseFromMenu(at, at.words.profile.remove);
    }),
  ],
  ['profile', opening((at) => at.friend(oddNames.arabic).first().click())],
  ['profile-rename', (at) => at.button(at.words.profile.rename).click()],
  ['profile-blocked', opening((at) => at.friend(oddNames.blocked).first().click())],
  ['own-profile', opening((at) => at.friend(oddNames.me).first().click())],
  [
    'edit-profile',
    async (at) => {
      await at.button(at.words.profile.edit).click();
      await heading(at, at.words.profile.editTitle);
    },
  ],
  ['edit-profile-wrong', (at) => at.field(at.words.profile.nickname).fill('')],
  [
    'toast',
    async (at) => {
      await at.field(at.words.profile.nickname).fill(oddNames.me);
      await at.field(at.words.profile.status).fill('걷기 좋은 날이에요');
      await at.button(at.words.action.save).click();
      await text(at, at.words.profile.saved);
    },
  ],
  [
    'add-friend',
    from(async (at) => {
      await at.findPeople('');
      await text(at, at.words.people.addHint);
    }),
  ],
  [
    'add-friend-found',
    async (at) => {
      await at.field(at.words.people.addSearch).fill('u');
      await at.page.getByRole('list', { name: at.words.people.results }).waitFor();
    },
  ],
  [
    'add-friend-none',
    async (at) => {
      await at.field(at.words.people.addSearch).fill('아무도 아닌 사람');
      await text(at, at.words.people.noneFoundText);
    },
  ],
];
