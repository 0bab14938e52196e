import { type OddWorld, oddNames } from '../odd-world.ts';
import type { ServerProcess } from '../server-process.ts';
import type { Visitor } from '../visitor.ts';
import { from, narrow, opening, type Stop, text, wide } from './stop.ts';

/** No call to these addresses gets through. */
const cut = (at: Visitor, address: RegExp) => at.page.route(address, (route) => route.abort());

/** Screens of somebody whose server does not answer, or complains. */
export const troubleStops = (world: OddWorld, server: ServerProcess): readonly Stop[] => [
  ...refusedStops(world),
  ...alertStops(world),
  ...awayStops(server),
];

const parts = /\/assets\//;
/** The page itself as well: then the server seems away. */
const page = /(\/|\/assets\/.*)$/;

/** Parts of the app that cannot be fetched. */
const missingStops: readonly Stop[] = [
  [
    'dialog-missing',
    async (at) => {
      await cut(at, page);
      await at.page.keyboard.press('Control+k');
      await text(at, at.words.failure.unreachable);
    },
  ],
  [
    'panel-missing',
    from(async (at) => {
      await at.page.unroute(page);
      await cut(at, parts);
      await at.page.keyboard.press('Control+3');
      await text(at, at.words.failure.broken);
      await at.page.unroute(parts);
    }),
  ],
];

const refusedStops = ({ me }: OddWorld): readonly Stop[] => [
  [
    'log-in-unreachable',
    async (at) => {
      await cut(at, /\/sessions$/);
      await at.logIn(me.userId, me.password);
      await text(at, at.words.error.unavailable);
    },
  ],
  [
    'friends-failed',
    async (at) => {
      await at.page.unrouteAll();
      await cut(at, /\/(friends|rooms|bookmarks|users|chat\/.*)(\?.*)?$/);
      await at.submit(at.words.session.logIn);
      await text(at, at.words.friends.failedTitle);
    },
  ],
  ['chats-failed', (at) => at.open('chats').then(() => text(at, at.words.chats.failedTitle))],
  ...missingStops,
  [
    'drawer-failed',
    async (at) => {
      await at.button(at.words.action.retry).click();
      await text(at, at.words.error.unavailable);
    },
  ],
  [
    'add-friend-failed',
    async (at) => {
      await at.page.keyboard.press('Control+1');
      await at.button(at.words.friends.add).first().click();
      await at.field(at.words.people.addSearch).fill('u');
      await at.dialog().getByText(at.words.error.unavailable).waitFor();
    },
  ],
  [
    'room-failed',
    from(async (at) => {
      await at.page.unrouteAll();
      await cut(at, /\/chat\/[^/]*(\?.*)?$/);
      await at.open('chats');
      // The list comes by itself when the connection has just come back.
      const retry = at.button(at.words.action.retry);
      await at.chat(oddNames.group).or(retry).first().waitFor();
      if (await retry.isVisible()) await retry.click();
      await at.openChat(oddNames.group);
      await text(at, at.words.room.failedTitle);
    }),
  ],
  [
    'saving-text',
    async (at) => {
      await at.page.unrouteAll();
      await at.button(at.words.action.retry).click();
      await at.sees('모두 고마워요');
      await at.page.route(/\/chat\/.*after=/, () => {});
      await at.chooseInRoom(at.words.room.saveText);
      await at.button(at.words.action.cancel).waitFor();
    },
  ],
];

const alertStops = ({ me, direct }: OddWorld): readonly Stop[] => [
  [
    'alert',
    async (at) => {
      await at.button(at.words.action.cancel).click();
      await at.page.unrouteAll();
      for (let count = 0; count < 8; count++) await me.say(direct, '같은 말');
      await text(at, at.words.alerts.repetition);
    },
  ],
  [
    'alert-why',
    opening(async (at) => {
      await at.button(at.words.alerts.why).click();
      await at.dialog().getByText(at.words.alerts.object).click();
    }),
  ],
  ['narrow-alert-why', (at) => at.page.setViewportSize(narrow)],
  [
    'narrow-alert',
    from(async (at) => {
      await at.button(at.words.action.back).click();
    }),
  ],
];

/** What was seen last is gone: a start has to wait for the server. */
const forgetting = `indexedDB.databases().then((all) => all.forEach(({ name }) => indexedDB.deleteDatabase(name)))`;

const awayStops = (server: ServerProcess): readonly Stop[] => [
  [
    'narrow-away',
    async (at) => {
      await server.stop();
      await at.page.getByText(at.words.connection.retry).waitFor();
    },
  ],
  [
    'away',
    async (at) => {
      await at.page.setViewportSize(wide);
      await at.openChat(oddNames.group);
      await at.say('연결되면 갈 말이에요');
      await at
        .message('연결되면 갈 말이에요')
        .getByText(at.words.room.waiting)
        .waitFor({ state: 'attached' });
    },
  ],
  ['search-failed', (at) => at.field(at.words.chats.search).fill('산')],
  [
    'settings-failed',
    from(async (at) => {
      await at.field(at.words.chats.search).fill('');
      await at.page.keyboard.press('Control+,');
      await at.button(at.words.settings.export).click();
      await text(at, at.words.error.unavailable);
    }),
  ],
  ['back-again', from(() => server.start())],
  [
    'restoring',
    async (at) => {
      await cut(at, /\/sessions\/refresh$/);
      await at.page.evaluate(forgetting);
      await at.page.reload();
      await text(at, at.words.session.restoreWaiting);
    },
  ],
];
