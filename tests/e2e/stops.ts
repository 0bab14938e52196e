import type { Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';
import { openSettings, settingsSections, turnTo } from './settings-steps.ts';
import type { Visitor } from './visitor.ts';
import { worldNames } from './world.ts';

/** A screen and the way to it from the one before. */
export type Stop = [name: string, go: (at: Visitor) => Promise<unknown>];

const wide = { width: 1080, height: 720 };
const narrow = { width: 360, height: 640 };

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
const from = (go: (at: Visitor) => Promise<unknown>) => async (at: Visitor) => {
  await closed(at);
  await go(at);
};

/** What opens is fetched first: it has to be there before one goes on. */
const opening = (go: (at: Visitor) => Promise<unknown>) =>
  from(async (at) => {
    await go(at);
    await at.dialog().waitFor();
  });

const heading = (at: Visitor, name: string) =>
  at.dialog().getByRole('heading', { name, exact: true }).waitFor();

async function openMenu(at: Visitor): Promise<void> {
  await at.button(at.words.room.menu).click();
  await at.page.getByRole('menu').waitFor();
}

const inGroup = (at: Visitor) => at.openChat(worldNames.group);

/** Every screen of the messenger for somebody in the world. */
export const stopsOf = (me: Person): readonly Stop[] => [
  ['log-in', (at) => at.field(at.words.session.userId).waitFor()],
  ['sign-up', (at) => at.signUp('x', '', 'short')],
  ...listStops(me),
  ...roomStops,
  ...messageStops,
  ...drawerStops,
  ...otherStops,
  ...narrowStops,
];

const listStops = (me: Person): Stop[] => [
  [
    'friends',
    async (at) => {
      await at.page.reload();
      await at.logIn(me.userId, me.password);
      await at.inside();
      await at.friend(worldNames.friend).first().waitFor();
    },
  ],
  ['profile', opening((at) => at.friend(worldNames.arabic).first().click())],
  [
    'own-profile',
    from(async (at) => {
      await at.friend(worldNames.me).first().click();
      await at.dialog().waitFor();
    }),
  ],
  [
    'edit-profile',
    async (at) => {
      await at.button(at.words.profile.edit).click();
      await heading(at, at.words.profile.editTitle);
    },
  ],
  [
    'add-friend',
    from(async (at) => {
      await at.findPeople('u');
      await at.page.getByRole('list', { name: at.words.people.results }).waitFor();
    }),
  ],
  [
    'chats',
    from(async (at) => {
      await at.open('chats');
      await at.chat(worldNames.group).waitFor();
    }),
  ],
  [
    'chats-found',
    async (at) => {
      await at.field(at.words.chats.search).fill('산');
      const found = at.page.getByRole('region', { name: at.words.chats.foundMessages });
      await found.getByRole('button').first().waitFor();
    },
  ],
  [
    'new-group',
    async (at) => {
      await at.field(at.words.chats.search).fill('');
      await at.button(at.words.chats.newGroup).click();
      await at.dialog().getByText(worldNames.long).click();
      await at.dialog().getByText(worldNames.friend).click();
    },
  ],
];

const roomStops: readonly Stop[] = [
  [
    'direct-room',
    from(async (at) => {
      await at.openChat(worldNames.friend);
      await at.sees('꼭');
    }),
  ],
  [
    'right-to-left',
    async (at) => {
      await at.openChat(worldNames.arabic);
      await at.sees('ㅋㅋㅋ');
    },
  ],
  [
    'long-name',
    async (at) => {
      await at.openChat(worldNames.long);
      await at.sees('긴 이야기입니다');
    },
  ],
  [
    'long-message',
    async (at) => {
      await at.button(at.words.room.showAll).click();
      await heading(at, at.words.room.fullMessage);
    },
  ],
  ['group-room', from(inGroup)],
  [
    'notice',
    (at) =>
      at.page
        .getByRole('region', { name: at.words.notice.label })
        .getByRole('button', { expanded: false })
        .click(),
  ],
  ['room-menu', openMenu],
  [
    'participants',
    from(async (at) => {
      await at.chooseInRoom(at.words.room.people);
      await at.dialog().getByText(worldNames.long).waitFor();
    }),
  ],
  ['write-notice', opening((at) => at.chooseInRoom(at.words.notice.title))],
  ['leave', opening((at) => at.chooseInRoom(at.words.room.leave))],
  [
    'room-search',
    from(async (at) => {
      await at.button(at.words.room.search).click();
      await at.page.getByRole('main').getByRole('searchbox').fill('우산');
      await at.page.getByText(/^1\/\d$/).waitFor();
    }),
  ],
  [
    'locked',
    async (at) => {
      await at.button(at.words.room.search).click();
      await at.button(at.words.room.lock).click();
      await at.button(at.words.room.unlock).waitFor();
    },
  ],
];

const messageStops: readonly Stop[] = [
  [
    'message-menu',
    async (at) => {
      await at.button(at.words.room.unlock).click();
      const message = at.message('제 것도 가져갈게요').last();
      await message.hover();
      await message.getByRole('button', { name: at.words.message.actions }).click();
      await at.page.getByRole('menu').waitFor();
    },
  ],
  ['reply', from((at) => at.chooseForMessage('모두 고마워요', at.words.message.reply))],
  [
    'edit',
    async (at) => {
      await at.composer().press('Escape');
      await at.chooseForMessage('제 것도 가져갈게요', at.words.message.edit);
    },
  ],
  [
    'forward',
    async (at) => {
      await at.composer().press('Escape');
      await at.chooseForMessage('모두 고마워요', at.words.message.forward);
      await at.dialog().getByText(worldNames.long).waitFor();
    },
  ],
  [
    'react',
    from(async (at) => {
      await at.chooseForMessage('모두 고마워요', at.words.message.reactMore);
      await at.dialog().getByRole('button').nth(40).waitFor();
    }),
  ],
  ['unsend', opening((at) => at.chooseForMessage('제 것도 가져갈게요', at.words.message.unsend))],
  ['report', opening((at) => at.chooseForMessage('모두 고마워요', at.words.report.action))],
  [
    'emoji',
    from(async (at) => {
      await at.button(at.words.emoji.open).click();
      await at.dialog().getByRole('button').nth(40).waitFor();
    }),
  ],
  [
    'mention',
    from(async (at) => {
      await at.composer().fill('@');
      await at.page.getByRole('option').nth(2).waitFor();
    }),
  ],
];

const drawerStops: readonly Stop[] = [
  [
    'drawer',
    async (at) => {
      await at.composer().fill('');
      await at.open('drawer');
      await at.page.getByRole('list', { name: at.words.drawer.bookmarks }).waitFor();
    },
  ],
  ['bookmark', opening((at) => at.button(at.words.drawer.edit).click())],
  [
    'links',
    from(async (at) => {
      await at.page.getByRole('tab', { name: at.words.drawer.links }).click();
      await at.page.getByRole('list', { name: at.words.drawer.links }).waitFor();
    }),
  ],
  [
    'memos',
    async (at) => {
      await at.page.getByRole('tab', { name: at.words.drawer.memos }).click();
      await at.page.getByRole('list', { name: at.words.drawer.memos }).waitFor();
    },
  ],
];

const otherStops: readonly Stop[] = [
  ['switcher', opening((at) => at.page.keyboard.press('Control+k'))],
  [
    'help',
    from(async (at) => {
      await at.page.keyboard.press('Control+/');
      await heading(at, at.words.help.title);
    }),
  ],
  [
    'more',
    from(async (at) => {
      await at.open('more');
      await at.button(at.words.more.logOut).waitFor();
    }),
  ],
  ['settings-account', (at) => openSettings(at, 'account')],
  ...settingsSections.slice(1).map((section): Stop => [`settings-${section}`, (at) => turnTo(at, section)]),
];

const narrowStops: readonly Stop[] = [
  [
    'narrow-room',
    from(async (at) => {
      await at.page.setViewportSize(narrow);
      await at.inRoom(worldNames.group);
    }),
  ],
  ['narrow-menu', openMenu],
  ['narrow-search', from((at) => at.button(at.words.room.search).click())],
  [
    'narrow-long-group',
    async (at) => {
      await at.button(at.words.room.search).click();
      await at.button(at.words.action.back).click();
      await at.openChat(worldNames.longGroup);
    },
  ],
  [
    'narrow-odd-room',
    async (at) => {
      await at.button(at.words.action.back).click();
      await at.openChat(worldNames.arabic);
      await at.sees('ㅋㅋㅋ');
    },
  ],
  [
    'narrow-chats',
    async (at) => {
      await at.button(at.words.action.back).click();
      await at.open('chats');
    },
  ],
  [
    'narrow-settings',
    async (at) => {
      await openSettings(at, 'notifications');
    },
  ],
  ['wide-again', from((at) => at.page.setViewportSize(wide))],
];
