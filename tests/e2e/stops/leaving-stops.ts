import type { Route } from 'playwright-core';
import type { DeletionProgress } from '../../../backend/contract/index.ts';
import type { Person } from '../../support/maru-person.ts';
import { openSettings } from '../settings-steps.ts';
import { type Stop, text } from './stop.ts';

const progress = '**/deletions/**';

/** As it is before the last services are done. */
async function halfDone(route: Route): Promise<void> {
  const response = await route.fetch();
  const { completedAt: _, ...now } = (await response.json()) as DeletionProgress;
  await route.fulfill({ response, json: { ...now, done: ['user', 'friend'] } });
}

/** Somebody deletes their account. */
export const leavingStops = (person: Person): readonly Stop[] => [
  [
    'leave',
    async (at) => {
      await openSettings(at, 'account');
      await at.button(at.words.settings.leaveAction).click();
      await at.page.getByLabel(at.words.settings.leaveSure).check();
      await at.field(at.words.session.password).fill('not the password');
      await at.button(at.words.settings.leaveNow).click();
      await text(at, at.words.settings.passwordNotRight);
    },
  ],
  [
    'leaving',
    async (at) => {
      await at.page.route(progress, halfDone);
      await at.field(at.words.session.password).fill(person.password);
      await at.button(at.words.settings.leaveNow).click();
      await at.page.getByText(at.words.leaving.done, { exact: true }).nth(1).waitFor();
    },
  ],
  [
    'leaving-unreachable',
    async (at) => {
      await at.page.route(progress, (route) => route.abort());
      await text(at, at.words.leaving.unreachable);
    },
  ],
  [
    'left',
    async (at) => {
      await at.page.unrouteAll();
      await text(at, at.words.leaving.doneTitle);
    },
  ],
];
