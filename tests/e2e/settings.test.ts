import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { desktopApp } from './desktop-app.ts';
import { closeSettings, openSettings, turnSwitch, turnTo } from './settings-steps.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;

before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

test('looks are chosen, seen at once, and kept', async () => {
  const visitor = await stage.enter(await stage.person('김하나'));
  const { settings } = visitor.words;
  const page = await openSettings(visitor, 'appearance');
  const size = () => visitor.page.evaluate<string>('getComputedStyle(document.documentElement).fontSize');
  assert.equal(await size(), '16px');
  await page.getByText(settings.largest, { exact: true }).click();
  await page.getByText(settings.dark, { exact: true }).click();
  assert.equal(await size(), '20px');
  await visitor.page.reload();
  await visitor.inside();
  assert.equal(await size(), '20px');
  assert.equal(await visitor.page.getAttribute('html', 'data-theme'), 'dark');
  await visitor.page.getByText(visitor.words.friends.emptyTitle).waitFor();
  await visitor.page.context().close();
});

test('the settings open and close by the keyboard', async () => {
  const visitor = await stage.enter(await stage.person('김하나'));
  await visitor.page.keyboard.press('Control+,');
  await visitor.dialog().waitFor();
  await visitor.page.keyboard.press('Tab');
  await visitor.page.keyboard.press('Enter');
  await visitor.dialog().getByRole('radio', { name: visitor.words.settings.dark }).waitFor();
  await closeSettings(visitor);
  await visitor.page.context().close();
});

test('a password changes, and every other device is out', async () => {
  const person = await stage.person('김하나');
  const [here, there] = [await stage.enter(person), await stage.enter(person)];
  const { settings, action, session } = here.words;
  const page = await openSettings(here, 'account');
  await here.button(settings.passwordChange).click();
  await here.field(settings.passwordNow).fill('not the password');
  await here.field(settings.passwordNew).fill('another horse 1');
  await page.getByRole('button', { name: action.save, exact: true }).click();
  await page.getByText(settings.passwordNotRight).waitFor();
  await here.field(settings.passwordNow).fill(person.password);
  await page.getByRole('button', { name: action.save, exact: true }).click();
  await here.page.getByText(settings.passwordChanged).waitFor();
  await there.field(session.userId).waitFor();
  await there.logIn(person.userId, person.password);
  await there.page.getByText(there.words.error.invalid_credentials).waitFor();
  await there.logIn(person.userId, 'another horse 1');
  await there.inside();
  for (const visitor of [here, there]) await visitor.page.context().close();
});

test('a device is logged out from another one', async () => {
  const person = await stage.person('김하나');
  const [here, there] = [await stage.enter(person), await stage.enter(person)];
  await here.page.reload();
  await here.inside();
  const page = await openSettings(here, 'account');
  const devices = page.getByRole('listitem').filter({ hasText: 'Chrome' });
  await devices.nth(1).waitFor();
  const other = devices.filter({ has: here.button(here.words.more.endSession) });
  await other.getByRole('button').click();
  await there.field(there.words.session.userId).waitFor();
  await devices.nth(1).waitFor({ state: 'detached' });
  for (const visitor of [here, there]) await visitor.page.context().close();
});

test('all data comes as a zip', async () => {
  const person = await stage.person('김하나');
  const visitor = await stage.enter(person);
  await openSettings(visitor, 'account');
  const downloading = visitor.page.waitForEvent('download');
  await visitor.button(visitor.words.settings.export).click();
  const download = await downloading;
  assert.match(
    download.suggestedFilename(),
    new RegExp(`^maru-${person.userId}-\\d{4}-\\d{2}-\\d{2}\\.zip$`),
  );
  const files = unzipSync(await readFile(await download.path()));
  assert.ok(Object.values(files).some((file) => strFromU8(file).includes(person.userId)));
  await visitor.page.context().close();
});

for (const language of ['ko', 'en'] as const)
  test(`an account is deleted, and one sees how far that has come (${language})`, async () => {
    const person = await stage.person('김하나');
    const visitor = await stage.enter(person, { language });
    const { settings, leaving, session } = visitor.words;
    const page = await openSettings(visitor, 'account');
    await visitor.button(settings.leaveAction).click();
    const leave = visitor.button(settings.leaveNow);
    assert.ok(await leave.isDisabled());
    await page.getByLabel(settings.leaveSure).check();
    await visitor.field(session.password).fill('not the password');
    await leave.click();
    await page.getByText(settings.passwordNotRight).waitFor();
    await visitor.field(session.password).fill(person.password);
    await leave.click();
    await visitor.page.getByRole('list', { name: leaving.services }).waitFor();
    await visitor.page.reload();
    await visitor.page.getByText(leaving.doneTitle).waitFor({ timeout: 30_000 });
    assert.equal(await visitor.page.getByText(leaving.done, { exact: true }).count(), 5);
    await visitor.button(leaving.toLogIn).click();
    await visitor.logIn(person.userId, person.password);
    await visitor.page.getByText(visitor.words.error.invalid_credentials).waitFor();
    assert.deepEqual(visitor.complaints, []);
    await visitor.page.context().close();
  });

test('the desktop app has settings of its own', async () => {
  const person = await stage.person('김하나');
  const desktop = desktopApp(stage.server.frontUrl);
  const visitor = await stage.enter(person, {}, (page) => page.addInitScript(desktop));
  const { settings, action } = visitor.words;
  const page = await openSettings(visitor, 'desktop');
  await turnSwitch(page, settings.startAtLogin, true);
  await visitor.button(settings.lockSet).click();
  await visitor.field(settings.pin).fill('12');
  await visitor.button(action.save).click();
  await page.getByText(settings.pinWrong).waitFor();
  await visitor.field(settings.pin).fill('2580');
  await visitor.button(action.save).click();
  await visitor.button(settings.lockNow).waitFor();
  await page.getByText(settings.minutes_other.replace('{{count}}', '5'), { exact: true }).click();
  const { lock } = visitor.words;
  await visitor.button(settings.lockNow).click();
  await visitor.field(lock.pin).waitFor();
  await visitor.page.keyboard.press('Escape');
  await visitor.page.keyboard.press('Escape');
  await visitor.page.keyboard.press('Control+2');
  await visitor.button(lock.forgotten).click();
  await visitor.page.getByText(lock.forgottenText).waitFor();
  await visitor.button(action.back).click();
  await visitor.field(lock.pin).fill('1111');
  await visitor.button(lock.unlock).click();
  await visitor.page.getByText(settings.pinNotRight).waitFor();
  await visitor.field(lock.pin).fill('2580');
  await visitor.field(lock.pin).press('Enter');
  await visitor.field(lock.pin).waitFor({ state: 'detached' });
  await page.waitFor();
  await visitor.button(settings.lockRemove).click();
  await visitor.field(settings.pinNow).fill('1111');
  await page.locator('form').getByRole('button', { name: settings.lockRemove }).click();
  await page.getByText(settings.pinNotRight).waitFor();
  await visitor.field(settings.pinNow).fill('2580');
  await page.locator('form').getByRole('button', { name: settings.lockRemove }).click();
  await visitor.button(settings.lockSet).waitFor();
  await visitor.field(settings.serverAddress).fill('https://talk.example.com/');
  await visitor.button(settings.serverUse).click();
  assert.equal(await visitor.page.evaluate('window.chosenServer'), 'https://talk.example.com');
  assert.deepEqual(
    await visitor.page.evaluate('window.maru.settings().then((s) => [s.startAtLogin, s.autoLockMinutes])'),
    [true, 5],
  );
  await turnTo(visitor, 'about');
  await visitor.page.getByText('7.8.9').waitFor();
  await visitor.page.context().close();
});

test('whoever chose so sends by Ctrl+Enter, and Enter starts a line', async () => {
  const visitor = await stage.enter(await stage.person('김하나'));
  const { settings, profile } = visitor.words;
  const page = await openSettings(visitor, 'chats');
  await page.getByText(settings.send_modEnter.replace('{{key}}', 'Ctrl'), { exact: true }).click();
  await page.getByText(settings.sendText_modEnter).waitFor();
  await closeSettings(visitor);
  await visitor.open('friends');
  await visitor.button('김하나', false).click();
  await visitor.button(profile.selfChat).click();
  await visitor.composer().fill('하나');
  await visitor.composer().press('Enter');
  await visitor.composer().pressSequentially('둘');
  assert.equal(await visitor.composer().inputValue(), '하나\n둘');
  await visitor.composer().press('Control+Enter');
  await visitor.sees('둘');
  assert.equal(await visitor.composer().inputValue(), '');
  await visitor.page.context().close();
});
