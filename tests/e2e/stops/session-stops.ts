import type { Person } from '../../support/maru-person.ts';
import { type Stop, text } from './stop.ts';

/** Before one is logged in. */
export const sessionStops = (me: Person): readonly Stop[] => [
  ['log-in', (at) => at.field(at.words.session.userId).waitFor()],
  [
    'log-in-missing',
    async (at) => {
      await at.submit(at.words.session.logIn);
      await text(at, at.words.session.passwordMissing);
    },
  ],
  [
    'log-in-refused',
    async (at) => {
      await at.logIn(me.userId, 'not the password');
      await text(at, at.words.error.invalid_credentials);
    },
  ],
  ['sign-up', (at) => at.showSignUp()],
  [
    'sign-up-wrong',
    async (at) => {
      await at.field(at.words.session.userId).fill('x');
      await at.field(at.words.session.password).fill('short');
      await at.submit(at.words.session.signUp);
      await text(at, at.words.session.nicknameWrong);
    },
  ],
  [
    'sign-up-taken',
    async (at) => {
      await at.field(at.words.session.userId).fill(me.userId);
      await at.field(at.words.session.nickname).fill('윤서하');
      await at.field(at.words.session.password).fill('another password');
      await at.submit(at.words.session.signUp);
      await text(at, at.words.error.user_id_taken);
    },
  ],
  [
    'no-room',
    async (at) => {
      await at.page.reload();
      await at.logIn(me.userId, me.password);
      await at.inside();
    },
  ],
];

/** Another device ends the session of this page. */
export const endOfSession = (me: Person): Stop => [
  'logged-out',
  async (at) => {
    const { sessions } = await me.call('sessions');
    for (const { sessionId, current } of sessions)
      if (!current) await me.call('logOut', { params: { sessionId } });
    await text(at, at.words.error.session_ended);
  },
];
