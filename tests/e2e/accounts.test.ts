import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { openSettings } from './settings-steps.ts';
import { freshId, openStage, password, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

for (const language of ['ko', 'en'] as const)
  test(`sign up, log out and log in again (${language})`, async () => {
    const visitor = await stage.visitor({ language });
    const { more, session } = visitor.words;
    const id = freshId('account');
    await visitor.signUp(id, '김하나', password);
    await visitor.inside();
    assert.equal(await visitor.page.getAttribute('html', 'lang'), language);
    await visitor.open('more');
    await visitor.button(more.logOut).click();
    await visitor.page.getByRole('dialog').getByRole('button', { name: more.logOut }).click();
    await visitor.field(session.userId).waitFor();
    await visitor.logIn(id, password);
    await visitor.inside();
    assert.deepEqual(visitor.complaints, []);
  });

for (const language of ['ko', 'en'] as const)
  test(`a wrong password and a taken id are told in words (${language})`, async () => {
    const id = freshId('taken');
    const first = await stage.visitor();
    await first.signUp(id, '먼저', password);
    await first.inside();

    const second = await stage.visitor({ language });
    await second.logIn(id, 'not-the-password');
    await second.page.getByText(second.words.error.invalid_credentials).waitFor();
    await second.signUp(id, '나중', password);
    await second.page.getByText(second.words.error.user_id_taken).waitFor();
    assert.equal(await second.field(second.words.session.userId).getAttribute('aria-invalid'), 'true');
  });

test('what cannot be right is said before anything is sent', async () => {
  const visitor = await stage.visitor();
  await visitor.signUp('ab', ' ', 'short');
  await visitor.page.getByText(visitor.words.session.userIdWrong).waitFor();
  await visitor.page.getByText(visitor.words.session.nicknameWrong).waitFor();
  await visitor.page.getByText(visitor.words.session.passwordWrong).waitFor();
});

test('a reload keeps the session, and the chosen language and theme', async () => {
  const visitor = await stage.visitor();
  await visitor.signUp(freshId('reload'), '다시', password);
  await visitor.inside();
  await openSettings(visitor, 'appearance');
  await visitor.page.getByText('English', { exact: true }).click();
  await visitor.page.getByText('Dark', { exact: true }).click();
  await visitor.page.reload();
  await visitor.inside();
  assert.equal(await visitor.page.getAttribute('html', 'lang'), 'en');
  assert.equal(await visitor.page.getAttribute('html', 'data-theme'), 'dark');
  assert.deepEqual(visitor.complaints, []);
});

test('where the browser keeps nothing for pages, one talks as long as the page is open', async () => {
  const other = await stage.person('강미래');
  const refusing = `{
    const refuse = () => { throw new DOMException('Access is denied for this document.', 'SecurityError'); };
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse });
    IDBFactory.prototype.open = refuse;
  }`;
  const visitor = await stage.visitor({}, (page) => page.addInitScript(refusing));
  await visitor.signUp(freshId('nothing'), '김하나', password);
  await visitor.inside();
  await visitor.addFriend(other.userId, '강미래');
  await visitor.openDirect('강미래');
  await visitor.say('남지 않아도 되는 말');
  await visitor.sees('남지 않아도 되는 말');
  await visitor.message('남지 않아도 되는 말').getByText('1', { exact: true }).waitFor();
  assert.deepEqual(visitor.complaints, []);
});
