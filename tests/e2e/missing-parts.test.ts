/** Parts of the app that cannot be fetched, and parts that break: words in their place, and a way on. Nothing that was typed is lost. */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { Locator, Route } from 'playwright-core';
import { desktopApp } from './desktop-app.ts';
import { names, openPair, type Pair } from './pair.ts';
import { openStage, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: Stage;
let pair: Pair;
let hana: Visitor;

before(async () => {
  stage = await openStage();
  pair = await openPair(stage);
  hana = pair.hana;
  await hana.openChat(names.dul);
  await hana.composer().fill('쓰던 말');
});
after(() => stage?.[Symbol.asyncDispose]());

const assets = (url: URL): boolean => url.pathname.startsWith('/assets/');
const styles = (url: URL): boolean => assets(url) && url.pathname.endsWith('.css');
const emojiNames = (url: URL): boolean => url.pathname.startsWith('/assets/compact-');
const everything = (url: URL): boolean => assets(url) || url.pathname === '/';
const abort = (route: Route) => route.abort('internetdisconnected');

const failure = (): Locator => hana.page.getByRole('alert');
const retry = (): Locator => failure().getByRole('button', { name: hana.words.action.retry });
const reload = (): Locator => failure().getByRole('button', { name: hana.words.failure.reload });
const title = (text: string): Locator => failure().getByText(text, { exact: true });

/** Stylesheets of the page that have no rule. */
const emptyStyles = () =>
  hana.page.evaluate<number>(
    `[...document.styleSheets].filter((sheet) => {
      try { return sheet.cssRules.length === 0 } catch { return true }
    }).length + [...document.querySelectorAll('link[rel=stylesheet]')].filter(({ sheet }) => !sheet).length`,
  );

test('a dialog that is first opened without a connection says so, and opens when there is one again', async () => {
  await hana.page.route(everything, abort);
  await hana.page.keyboard.press('Control+k');
  await title(hana.words.failure.unreachable).waitFor();
  assert.equal(await reload().count(), 0, 'a reload would lose the page');
  await retry().click();
  await title(hana.words.failure.unreachable).waitFor();
  await hana.page.unroute(everything);
  await retry().click();
  await hana.field(hana.words.switcher.search).waitFor();
  assert.equal(await emptyStyles(), 0);
  await hana.page.keyboard.press('Escape');
  assert.equal(await hana.composer().inputValue(), '쓰던 말');
});

test('closing the words and opening the dialog again is trying again', async () => {
  await hana.page.route(styles, abort);
  await hana.page.keyboard.press('Control+n');
  await title(hana.words.failure.broken).waitFor();
  assert.ok((await emptyStyles()) > 0);
  await hana.page.keyboard.press('Escape');
  await failure().waitFor({ state: 'detached' });
  await hana.page.unroute(styles);
  await hana.page.keyboard.press('Control+n');
  await hana.field(hana.words.people.groupName).waitFor();
  assert.equal(await emptyStyles(), 0);
  await hana.page.keyboard.press('Escape');
});

test('a panel that does not come leaves the room beside it alone', async () => {
  await hana.page.route(assets, abort);
  await hana.page.getByRole('navigation').getByRole('button', { name: hana.words.rail.drawer }).click();
  await title(hana.words.failure.broken).waitFor();
  await hana.say('서랍 없이 한 말');
  await hana.sees('서랍 없이 한 말');
  await hana.page.unroute(assets);
  await retry().click();
  await hana.page.getByRole('heading', { name: hana.words.rail.drawer, exact: true }).waitFor();
});

test('the emoji and the search of a room are tried again, too', async () => {
  await hana.composer().fill('다시 쓰던 말');
  await hana.page.route(assets, abort);
  await hana.button(hana.words.emoji.open).click();
  await retry().waitFor();
  await hana.page.unroute(assets);
  // The picker is there; the names of the emoji are a part of their own.
  await hana.page.route(emojiNames, abort);
  const refused = hana.page.waitForEvent('requestfailed', (request) => emojiNames(new URL(request.url())));
  await retry().click();
  await refused;
  await retry().waitFor();
  await hana.page.unroute(emojiNames);
  await retry().click();
  await hana.page.getByRole('button').filter({ hasText: '😀' }).waitFor();
  await hana.page.keyboard.press('Escape');

  await hana.page.route(assets, abort);
  await hana.page.keyboard.press('Control+f');
  await retry().waitFor();
  await hana.page.unroute(assets);
  await retry().click();
  await hana.page.getByRole('main').getByRole('searchbox', { name: hana.words.room.search }).waitFor();
});

test('an outdated page offers to reload, and what was typed is there afterwards', async () => {
  await hana.composer().fill('새 버전에서 이어 쓸 말');
  await hana.page.route(assets, (route) => route.fulfill({ status: 404, body: 'Not Found' }));
  const document = (url: URL): boolean => url.pathname === '/';
  await hana.page.route(document, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<script type="module" src="./assets/index-new.js"></script>',
    }),
  );
  await hana.page.keyboard.press('Control+Comma');
  await title(hana.words.failure.outdated).waitFor();
  assert.equal(await retry().count(), 0);
  await hana.page.unroute(assets);
  await hana.page.unroute(document);
  await reload().click();
  await hana.inside();
  await hana.openChat(names.dul);
  assert.equal(await hana.composer().inputValue(), '새 버전에서 이어 쓸 말');
});

test('what breaks while it is drawn does not leave an empty page', async () => {
  await hana.page.evaluate(`{
    const { prototype } = Intl.DateTimeFormat;
    const format = Object.getOwnPropertyDescriptor(prototype, 'format');
    const broken = () => { throw new Error('the test broke it'); };
    Object.defineProperty(prototype, 'format', { configurable: true, get: () => broken });
    window.mend = () => Object.defineProperty(prototype, 'format', format);
  }`);
  await pair.people.dul.say(pair.direct, '하나 더');
  await title(hana.words.failure.broken).waitFor();
  await reload().waitFor();
  await hana.page.evaluate('window.mend()');
  await retry().click();
  await hana.inside();
  await hana.openChat(names.dul);
  await hana.sees('하나 더');
  assert.equal(await hana.composer().inputValue(), '새 버전에서 이어 쓸 말');
});

test('without its main part the page says so after the log-in', async () => {
  const dul = await stage.visitor({ language: 'en' });
  await dul.page.route(assets, abort);
  await dul.logIn(pair.people.dul.userId, pair.people.dul.password);
  const words = dul.page.getByRole('alert');
  await words.getByText(dul.words.failure.broken, { exact: true }).waitFor();
  await dul.page.unroute(assets);
  await words.getByRole('button', { name: dul.words.action.retry }).click();
  await dul.inside();
  assert.deepEqual(dul.complaints, []);
});

test('a page that cannot begin says so, can try again and be loaded anew', async () => {
  const breaking = `{
    const { lockState } = window.maru;
    window.mend = () => (window.maru.lockState = lockState);
    if (!sessionStorage.getItem('mended')) window.maru.lockState = () => Promise.reject(new Error('the test broke it'));
  }`;
  const visitor = await stage.visitor({}, async (page) => {
    for (const script of [desktopApp(stage.server.frontUrl), breaking]) await page.addInitScript(script);
  });
  const { page, words } = visitor;
  await page.getByRole('alert').getByText(words.failure.broken, { exact: true }).waitFor();
  await page.evaluate('window.mend()');
  await visitor.button(words.action.retry).click();
  await visitor.field(words.session.userId).waitFor();
  await page.reload();
  await page.getByRole('alert').getByText(words.failure.broken, { exact: true }).waitFor();
  await page.evaluate(`sessionStorage.setItem('mended', 'yes')`);
  await visitor.button(words.failure.reload).click();
  await visitor.field(words.session.userId).waitFor();
  assert.deepEqual(visitor.complaints, []);
});

test('nothing broke the page or its content security policy', () => {
  assert.deepEqual(hana.complaints, []);
});
