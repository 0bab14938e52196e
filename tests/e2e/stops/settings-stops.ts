import { openSettings, settingsSections, turnSwitch, turnTo } from '../settings-steps.ts';
import { from, heading, opening, type Stop, text } from './stop.ts';

/** What is no room and no list: the ways about, and the settings. */
export const settingsStops: readonly Stop[] = [
  ['switcher', opening((at) => at.page.keyboard.press('Control+k'))],
  [
    'switcher-none',
    async (at) => {
      await at.field(at.words.switcher.search).fill('고슴도치');
      await text(at, at.words.chats.noneFound);
    },
  ],
  [
    'help',
    from(async (at) => {
      await at.page.keyboard.press('Control+/');
      await heading(at, at.words.help.title);
    }),
  ],
  ['more', from((at) => at.open('more').then(() => at.button(at.words.more.logOut).waitFor()))],
  ['log-out', opening((at) => at.button(at.words.more.logOut).click())],
  ['settings-account', from((at) => openSettings(at, 'account'))],
  [
    'settings-password',
    async (at) => {
      await at.button(at.words.settings.passwordChange).click();
      await at.field(at.words.settings.passwordNew).fill('short');
      await at.dialog().getByRole('button', { name: at.words.action.save, exact: true }).click();
      await text(at, at.words.session.passwordWrong);
    },
  ],
  [
    'settings-exported',
    async (at) => {
      await at.button(at.words.action.cancel).click();
      await at.button(at.words.settings.export).click();
      await text(at, at.words.settings.exported);
    },
  ],
  ['settings-leave', (at) => at.button(at.words.settings.leaveAction).click()],
  ...settingsSections.slice(1).map((section): Stop => [`settings-${section}`, (at) => turnTo(at, section)]),
  [
    'settings-keywords',
    async (at) => {
      const { settings, action } = at.words;
      const page = await turnTo(at, 'notifications');
      for (const word of ['우산', '아주 길어서 한 줄에 다른 것과 함께 들어가지 않는 말']) {
        await at.field(settings.keyword).fill(word);
        await at.dialog().getByRole('button', { name: action.add, exact: true }).click();
      }
      await turnSwitch(page, settings.quiet, true);
      await at.field(settings.quietTo).scrollIntoViewIfNeeded();
    },
  ],
];
