import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lockWhenAway } from './auto-lock.ts';
import { findRoomLink, parseRoomLink } from './deep-links.ts';
import { kept, MemoryFile } from './fakes.ts';
import { findProfile, otherProfiles, profileArguments, profileDirectory } from './profile.ts';
import { defaultSettings, keptSettings, Settings } from './settings.ts';
import { createStartAtLogin } from './start-at-login.ts';
import { trayEntries, trayTitle } from './tray-menu.ts';
import { wordsOf } from './words.ts';

test('a link names a room exactly, or nothing', () => {
  assert.equal(parseRoomLink('maru://room/aZ_9-x'), 'aZ_9-x');
  const wrong = [
    'maru://room/',
    'maru://room/a/b',
    'maru://room/a?b',
    'maru://room/%61',
    'maru://user/a',
  ].concat([
    'MARU://room/a',
    'https://room/a',
    ' maru://room/a',
    'maru://room/a\n',
    `maru://room/${'a'.repeat(65)}`,
  ]);
  for (const link of wrong) assert.equal(parseRoomLink(link), undefined, link);
  assert.equal(findRoomLink(['/opt/maru', '--flag', 'maru://room/', 'maru://room/b']), 'b');
  assert.equal(findRoomLink(['/opt/maru']), undefined);
});

test('a profile has a name that is a folder, too', () => {
  assert.equal(findProfile(['maru', '--profile', 'work']), 'work');
  assert.equal(findProfile(['maru', '--profile=home-2']), 'home-2');
  assert.equal(findProfile(['maru']), undefined);
  for (const name of ['', '..', 'a/b', '-x', 'a'.repeat(33)])
    assert.throws(() => findProfile(['maru', `--profile=${name}`]), /--profile/);
  assert.equal(profileDirectory('/home', undefined), '/home');
  assert.equal(profileDirectory('/home', 'work'), join('/home', 'profiles', 'work'));
  assert.deepEqual(profileArguments(['.'], 'work'), ['.', '--profile=work']);
});

test('the other profiles can be opened, and a new one', () => {
  const folders = ['work', '.DS_Store', 'account-2'];
  assert.deepEqual(otherProfiles(folders, 'work'), { others: [undefined, 'account-2'], fresh: 'account-3' });
  assert.deepEqual(otherProfiles([], undefined), { others: [], fresh: 'account-2' });
});

test('settings keep what was changed and nothing else', async () => {
  const file = new MemoryFile('{"autoLockMinutes":5,"unknown":1}');
  const heard: unknown[] = [];
  const defaults = defaultSettings('linux', 'ko-KR');
  const settings = new Settings(await kept(keptSettings, {}, file), defaults, (change) => heard.push(change));
  assert.deepEqual(settings.value, { ...defaults, autoLockMinutes: 5 });
  await settings.change({ closeToTray: true });
  assert.deepEqual(heard, [{ closeToTray: true }]);
  assert.deepEqual(JSON.parse(String(file.content)), { autoLockMinutes: 5, closeToTray: true });
  assert.equal(defaultSettings('win32', 'fr').language, 'en');
});

test('it locks when nobody was there for so long, and with the system', () => {
  const locked: string[] = [];
  const away = { minutes: 5, idle: 299 };
  const runs: (() => void)[] = [];
  lockWhenAway({
    minutes: () => away.minutes,
    idleSeconds: () => away.idle,
    every: (_milliseconds, run) => runs.push(run),
    onSystemLocked: (run) => runs.push(run),
    lock: () => locked.push('locked'),
  });
  const [look, systemLocks] = runs as [() => void, () => void];
  look();
  assert.equal(locked.length, 0);
  away.idle = 300;
  look();
  systemLocks();
  assert.equal(locked.length, 2);
  away.minutes = 0;
  look();
  systemLocks();
  assert.equal(locked.length, 2);
});

test('on Linux starting at log-in is a file, elsewhere an entry of the system', async () => {
  const configuration = await mkdtemp(join(tmpdir(), 'maru-autostart-'));
  const items: unknown[] = [];
  const list = { setLoginItemSettings: (item: unknown) => items.push(item) };
  const place = { configuration, program: '/opt/my $maru/maru', args: ['--profile=work'], name: 'maru-work' };
  const onLinux = createStartAtLogin(list, { ...place, platform: 'linux' });
  await onLinux(true);
  const entry = await readFile(join(configuration, 'autostart', 'maru-work.desktop'), 'utf8');
  assert.match(entry, /^Exec="\/opt\/my \\\$maru\/maru" "--profile=work"$/m);
  await onLinux(false);
  await onLinux(false);
  assert.deepEqual(await readdir(join(configuration, 'autostart')), []);
  await createStartAtLogin(list, { ...place, platform: 'darwin' })(true);
  assert.deepEqual(items, [{ openAtLogin: true, args: ['--profile=work'] }]);
  await rm(configuration, { recursive: true });
});

test('the tray offers what makes sense at the moment', () => {
  const state = { unread: 0, hasPin: false, locked: false, updateReady: false };
  const offered = (change: object) =>
    trayEntries({ ...state, ...change }, wordsOf('en')).map(({ action }) => action);
  assert.deepEqual(offered({}), ['open', 'newProfile', 'quit']);
  assert.deepEqual(offered({ hasPin: true }), ['open', 'lock', 'newProfile', 'quit']);
  assert.deepEqual(offered({ hasPin: true, locked: true }), ['open', 'newProfile', 'quit']);
  assert.deepEqual(offered({ updateReady: true }), ['open', 'newProfile', 'restartToUpdate', 'quit']);
  assert.equal(trayTitle(state, undefined, wordsOf('en')), 'Maru');
  assert.equal(trayTitle({ ...state, unread: 1 }, 'work', wordsOf('en')), 'Maru (work) · 1 unread message');
});
