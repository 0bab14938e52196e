import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SessionId, UserId } from '../../backend/contract/index.ts';
import type { UserStore } from '../../backend/ports/index.ts';
import { account, newUserId, oddTexts, session } from './samples.ts';
import { type Open, subject, unique } from './subject.ts';

/** The contract of UserStore. */
export function userStoreSuite(name: string, open: Open<UserStore>): void {
  describe(`UserStore: ${name}`, () => {
    const { port, reopen } = subject(open);
    accountTests(port, reopen);
    goingTests(port, reopen);
    searchTests(port);
    sessionTests(port, reopen);
  });
}

function accountTests(port: () => UserStore, reopen: () => Promise<UserStore>): void {
  test('an id is taken once; the stored account stays as it is', async () => {
    const first = account();
    assert.equal(await port().addAccount(first), 'added');
    assert.equal(await port().addAccount({ ...first, nickname: '다른 사람', passwordHash: 'x' }), 'exists');
    assert.deepEqual(await port().findAccount(first.userId), first);
    assert.equal(await port().findAccount(newUserId()), undefined);
  });

  test('of many that sign up with one id at once, one succeeds', async () => {
    const userId = newUserId();
    const tries = Array.from({ length: 20 }, (_, at) => account({ userId, nickname: `후보 ${at}` }));
    const results = await Promise.all(tries.map((each) => port().addAccount(each)));
    assert.equal(results.filter((result) => result === 'added').length, 1);
    assert.deepEqual(await port().findAccount(userId), tries[results.indexOf('added')]);
  });

  test('changes of the profile change what is given and nothing else', async () => {
    const before = account();
    await port().addAccount(before);
    const renamed = { ...before, nickname: '새 이름' };
    assert.deepEqual(await port().changeProfile(before.userId, { nickname: '새 이름' }), renamed);
    const emptied = { ...renamed, statusMessage: '', avatar: '' };
    assert.deepEqual(await port().changeProfile(before.userId, { statusMessage: '', avatar: '' }), emptied);
    assert.deepEqual(await port().changeProfile(before.userId, {}), emptied);
    assert.deepEqual(await port().findAccount(before.userId), emptied);
    assert.equal(await port().changeProfile(newUserId(), { nickname: '없음' }), undefined);
  });

  test('accounts keep odd texts and survive a restart', async () => {
    const accounts = oddTexts.map((text) => account({ nickname: text, statusMessage: text }));
    await Promise.all(accounts.map((each) => port().addAccount(each)));
    await reopen();
    for (const each of accounts) assert.deepEqual(await port().findAccount(each.userId), each);
  });
}

function goingTests(port: () => UserStore, reopen: () => Promise<UserStore>): void {
  test('a password is changed in an account that is there', async () => {
    const one = account();
    await port().addAccount(one);
    assert.equal(await port().changePassword(one.userId, 'another hash'), true);
    assert.deepEqual(await port().findAccount(one.userId), { ...one, passwordHash: 'another hash' });
    assert.equal(await port().changePassword(newUserId(), 'another hash'), false);
  });

  test('who is marked as deleted is not found, not changed, and keeps the id taken until removed', async () => {
    const one = account({ nickname: unique('가는사람') });
    await port().addAccount(one);
    const own = session({ userId: one.userId });
    await port().addSession(own);
    await port().removeDeleted(one.userId);
    assert.deepEqual(await port().findAccount(one.userId), one, 'who is not marked stays');
    for (let round = 0; round < 2; round++) await port().markDeleted(one.userId);
    const store = await reopen();
    assert.equal(await store.findAccount(one.userId), undefined);
    assert.equal(await store.changeProfile(one.userId, { nickname: '다시' }), undefined);
    assert.equal(await store.changePassword(one.userId, 'x'), false);
    assert.deepEqual(await store.searchAccounts(one.nickname, 5), []);
    assert.deepEqual(await store.searchAccounts(one.userId, 5), []);
    assert.equal(await store.addAccount(one), 'exists');
    assert.deepEqual(await store.findSession(own.sessionId), own);
    for (let round = 0; round < 2; round++) await store.removeDeleted(one.userId);
    assert.equal(await store.findSession(own.sessionId), undefined);
    assert.equal(await store.addAccount(one), 'added');
    assert.deepEqual(await store.findAccount(one.userId), one);
  });
}

function searchTests(port: () => UserStore): void {
  const add = async (...nicknames: string[]): Promise<void> => {
    for (const nickname of nicknames) await port().addAccount(account({ nickname }));
  };
  const names = async (query: string, limit = 50): Promise<string[]> =>
    (await port().searchAccounts(query, limit)).map(({ nickname }) => nickname);

  test('search finds a part of a nickname from one syllable on, whatever its letter case', async () => {
    const mark = unique('m');
    await add(`${mark}김하늘`, `${mark}KimHaneul`, `${mark}박바다`);
    assert.deepEqual(await names(`${mark}김`), [`${mark}김하늘`]);
    assert.deepEqual(await names(`${mark.toUpperCase()}kIMhAN`), [`${mark}KimHaneul`]);
    assert.deepEqual((await names(mark)).length, 3);
    assert.deepEqual(await names(`${mark}없는`), []);
    const rare = `뷁쒧${unique('')}`;
    await add(`앞${rare}뒤`);
    assert.deepEqual(await names('뷁쒧'.concat(rare.slice(2))), [`앞${rare}뒤`]);
  });

  test('search finds Hangul however it is composed', async () => {
    const mark = unique('m');
    await add(`${mark}각설탕`, `${mark}강물`);
    assert.deepEqual(await names(`${mark}각설`.normalize('NFD')), [`${mark}각설탕`]);
    assert.deepEqual(await names(`${mark}Ā`), []);
    await add(`${mark}Āé`.normalize('NFD'));
    assert.deepEqual(await names(`${mark}āÉ`.normalize('NFC')), [`${mark}Āé`.normalize('NFD')]);
  });

  test('search takes wildcards and patterns as plain characters', async () => {
    const mark = unique('m');
    await add(
      `${mark}100%`,
      `${mark}100원`,
      `${mark}a_b`,
      `${mark}axb`,
      `${mark}c\\d`,
      `${mark}(e)*`,
      `${mark}"f'`,
    );
    assert.deepEqual(await names(`${mark}100%`), [`${mark}100%`]);
    assert.deepEqual(await names(`${mark}a_b`), [`${mark}a_b`]);
    assert.deepEqual(await names(`${mark}c\\`), [`${mark}c\\d`]);
    assert.deepEqual(await names(`${mark}(e)*`), [`${mark}(e)*`]);
    assert.deepEqual(await names(`${mark}"f'`), [`${mark}"f'`]);
    assert.deepEqual(await names(`${mark}.`), []);
    assert.deepEqual(await names(`${mark}%b`), []);
  });

  test('search finds the start of an id, not its middle', async () => {
    const userId = newUserId();
    await port().addAccount(account({ userId, nickname: '찾을 사람' }));
    assert.deepEqual(await names(userId.slice(0, 11)), ['찾을 사람']);
    assert.deepEqual(await names(userId.toUpperCase()), ['찾을 사람']);
    assert.deepEqual(await names(userId.slice(1)), []);
    assert.deepEqual(await names(`${userId.slice(0, 11)}.`), []);
  });

  test('the exact id comes first, then nicknames in their order, then ids; at most the limit', async () => {
    const exact = newUserId();
    const longer = ['b', 'a'].map((end) => `${exact}${end}` as UserId);
    await port().addAccount(account({ userId: exact, nickname: '하하' }));
    for (const userId of longer) await port().addAccount(account({ userId, nickname: '나나' }));
    await port().addAccount(account({ nickname: `가가 ${exact}` }));
    const found = await port().searchAccounts(exact, 10);
    const order = found.map(({ nickname, userId }) => (nickname === '나나' ? userId : nickname));
    assert.deepEqual(order, ['하하', `가가 ${exact}`, longer[1], longer[0]]);
    assert.deepEqual(await port().searchAccounts(exact, 2), found.slice(0, 2));
    assert.deepEqual(await port().searchAccounts(exact, 1), found.slice(0, 1));
  });

  test('search follows a changed nickname', async () => {
    const [before, after] = [unique('옛'), unique('새')];
    const one = account({ nickname: before });
    await port().addAccount(one);
    await port().changeProfile(one.userId, { nickname: after });
    assert.deepEqual(await names(before), []);
    assert.deepEqual(await names(after), [after]);
  });
}

function sessionTests(port: () => UserStore, reopen: () => Promise<UserStore>): void {
  test('ends all sessions of a user but one; those that ended are found for as long as one asks', async () => {
    const userId = newUserId();
    const [kept, first, second, before] = [1, 2, 3, 4].map(() => session({ userId }));
    assert.ok(kept && first && second && before);
    for (const each of [kept, first, second, before, session()]) await port().addSession(each);
    await port().endSession(before.sessionId, 50);
    for (const at of [100, 200]) await port().endSessions(userId, kept.sessionId, at);
    assert.deepEqual(await port().listSessions(userId), [kept]);
    const ended = async (since: number) =>
      (await port().listEndedSessions(userId, since)).map(
        ({ sessionId, endedAt }) => `${sessionId} ${endedAt}`,
      );
    const both = [first, second].map(({ sessionId }) => `${sessionId} 100`).sort();
    assert.deepEqual((await ended(51)).sort(), both);
    assert.deepEqual((await ended(50)).sort(), [...both, `${before.sessionId} 50`].sort());
    assert.deepEqual(await ended(101), []);
    await port().endSessions(userId, undefined, 300);
    assert.deepEqual(await port().listSessions(userId), []);
    assert.deepEqual(await ended(300), [`${kept.sessionId} 300`]);
  });

  test('a session is added once; adding again leaves it as it is', async () => {
    const first = session();
    await port().addSession(first);
    await port().addSession({ ...first, generation: 9, device: '다른 기기' });
    assert.deepEqual(await port().findSession(first.sessionId), first);
    assert.equal(await port().findSession(session().sessionId), undefined);
  });

  test('rotates from the generation that is good, and from no other', async () => {
    const one = session();
    await port().addSession(one);
    assert.equal(await port().rotateSession(one.sessionId, 2, 5), false);
    assert.equal(await port().rotateSession(one.sessionId, 1, one.rotatedAt + 5), true);
    assert.equal(await port().rotateSession(one.sessionId, 1, one.rotatedAt + 9), false);
    const rotated = { ...one, generation: 2, rotatedAt: one.rotatedAt + 5 };
    assert.deepEqual(await port().findSession(one.sessionId), rotated);
    assert.equal(await port().rotateSession(session().sessionId, 1, 5), false);
  });

  test('of many that rotate one generation at once, one does', async () => {
    const one = session();
    await port().addSession(one);
    const rotate = (): Promise<boolean> => port().rotateSession(one.sessionId, 1, one.rotatedAt + 1);
    const results = await Promise.all(Array.from({ length: 20 }, rotate));
    assert.equal(results.filter(Boolean).length, 1);
    assert.equal((await port().findSession(one.sessionId))?.generation, 2);
  });

  test('an ended session stays known, keeps its first end and rotates no more', async () => {
    const one = session();
    await port().addSession(one);
    assert.equal(await port().endSession(one.sessionId, 100), true);
    assert.equal(await port().endSession(one.sessionId, 200), true);
    assert.deepEqual(await port().findSession(one.sessionId), { ...one, endedAt: 100 });
    assert.equal(await port().rotateSession(one.sessionId, 1, 300), false);
    assert.deepEqual(await port().listSessions(one.userId), []);
    assert.equal(await port().endSession(session().sessionId, 100), false);
  });

  test('lists the sessions of a user that have not ended, the newest first', async () => {
    const userId = newUserId();
    const sessions = [3, 1, 2].map((createdAt) => session({ userId, createdAt }));
    const gone = session({ userId, createdAt: 9 });
    for (const each of [...sessions, gone, session()]) await port().addSession(each);
    await port().endSession(gone.sessionId as SessionId, 10);
    await reopen();
    const listed = await port().listSessions(userId);
    assert.deepEqual(
      listed.map(({ createdAt }) => createdAt),
      [3, 2, 1],
    );
    assert.deepEqual(listed[0], sessions[0]);
    assert.deepEqual(await port().listSessions(newUserId()), []);
  });
}
