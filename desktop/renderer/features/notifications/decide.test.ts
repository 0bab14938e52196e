import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserId } from '../../../../backend/contract/index.ts';
import { type NotificationRules, preferencesIn } from '../../state/preference-values.ts';
import { type Arrival, notifies } from './decide.ts';

const noon = 12 * 60;
const decided = (arrival: Partial<Arrival>, rules: Partial<NotificationRules> = {}): boolean =>
  notifies(
    {
      text: '점심 먹을까요?',
      mentions: [],
      me: 'hana',
      roomMuted: false,
      senderBlocked: false,
      watched: false,
      minute: noon,
      ...arrival,
    },
    { ...preferencesIn(null, 'ko').notifications, ...rules },
  );

const naming = (userId: string) => ({ mentions: [{ userId: userId as UserId }] });

test('a message notifies, unless nobody wishes it or it is seen anyway', () => {
  assert.ok(decided({}));
  assert.ok(!decided({}, { on: false }));
  assert.ok(!decided({ watched: true }));
  assert.ok(!decided({ watched: true, ...naming('hana') }));
});

test('who is blocked never notifies, not even by a mention', () => {
  assert.ok(!decided({ senderBlocked: true }));
  assert.ok(!decided({ senderBlocked: true, ...naming('all') }));
});

test('a muted room notifies of mentions alone, and only if that is chosen', () => {
  const muted = { roomMuted: true };
  assert.ok(!decided(muted));
  assert.ok(decided({ ...muted, ...naming('hana') }));
  assert.ok(decided({ ...muted, ...naming('all') }));
  assert.ok(!decided({ ...muted, ...naming('dul') }));
  assert.ok(!decided({ ...muted, ...naming('hana') }, { mutedMentions: false }));
});

test('a keyword notifies in a muted room, whatever its case and its form', () => {
  const muted = { roomMuted: true };
  assert.ok(decided(muted, { keywords: ['점심'] }));
  assert.ok(decided({ ...muted, text: 'LUNCH at one' }, { keywords: ['lunch'] }));
  assert.ok(decided({ ...muted, text: '점심'.normalize('NFD') }, { keywords: ['점심'] }));
  assert.ok(!decided(muted, { keywords: ['저녁'] }));
});

test('quiet hours silence everything, over midnight as well', () => {
  const night = { quiet: true, quietFrom: '22:00', quietTo: '08:00' };
  const at = (minute: number, rules = night) => decided({ minute, ...naming('hana') }, rules);
  assert.deepEqual(
    [22 * 60, 0, 8 * 60 - 1].map((minute) => at(minute)),
    [false, false, false],
  );
  assert.deepEqual(
    [22 * 60 - 1, 8 * 60, noon].map((minute) => at(minute)),
    [true, true, true],
  );
  const lunch = { quiet: true, quietFrom: '12:00', quietTo: '13:00' };
  assert.deepEqual(
    [noon - 1, noon, 13 * 60].map((minute) => at(minute, lunch)),
    [true, false, true],
  );
  assert.ok(at(0, { ...night, quiet: false }));
});

test('quiet hours that end when they begin are none', () => {
  assert.ok(decided({}, { quiet: true, quietFrom: '12:00', quietTo: '12:00' }));
});
