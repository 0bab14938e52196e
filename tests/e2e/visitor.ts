import type { Browser, Locator, Page } from 'playwright-core';
import { english } from '../../desktop/renderer/i18n/en.ts';
import { korean } from '../../desktop/renderer/i18n/ko.ts';
import { until } from '../support/maru-wait.ts';

/** Milliseconds until something that has to happen counts as missing: machines are slow at times. */
const patience = 20_000;

export interface Look {
  language: 'ko' | 'en';
  theme: 'light' | 'dark';
}

/** What a test does to a page before it is loaded: scripts of its own, a clock, somebody who listens. */
export type Preparation = (page: Page) => Promise<unknown>;

/** Everything in the databases of the page's origin as one text; runs in the page. */
const storedTexts = `(async () => {
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const texts = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      texts.push(await done(database.transaction(store).objectStore(store).getAll()));
    database.close();
  }
  return JSON.stringify(texts);
})()`;

const locales = { ko: 'ko-KR', en: 'en-US' };
const texts = { ko: korean, en: english };

/** Somebody at the page: does what people do, by the words they see. */
export class Visitor {
  readonly page: Page;
  readonly words: typeof korean | typeof english;
  /** What the page complained about: exceptions and refusals of the content security policy. */
  readonly complaints: string[] = [];

  constructor(page: Page, language: Look['language']) {
    this.page = page;
    this.words = texts[language];
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.complaints.push(message.text());
    });
  }

  static async enter(
    browser: Browser,
    url: string,
    look: Partial<Look> = {},
    prepare: Preparation = async () => {},
  ): Promise<Visitor> {
    const { language = 'ko', theme = 'light' } = look;
    const context = await browser.newContext({
      viewport: { width: 1080, height: 720 },
      locale: locales[language],
      colorScheme: theme,
      timezoneId: 'Asia/Seoul',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(patience);
    const visitor = new Visitor(await context.newPage(), language);
    await prepare(visitor.page);
    await visitor.page.goto(url);
    return visitor;
  }

  button(name: string, exact = true): Locator {
    return this.page.getByRole('button', { name, exact });
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async signUp(userId: string, nickname: string, password: string): Promise<void> {
    const { session } = this.words;
    await this.showSignUp();
    await this.field(session.userId).fill(userId);
    await this.field(session.nickname).fill(nickname);
    await this.field(session.password).fill(password);
    await this.submit(session.signUp);
  }

  /** From the log-in form to the sign-up form. */
  async showSignUp(): Promise<void> {
    await this.button(this.words.session.signUp).click();
    await this.field(this.words.session.nickname).waitFor();
  }

  async logIn(userId: string, password: string): Promise<void> {
    const { session } = this.words;
    await this.field(session.userId).fill(userId);
    await this.field(session.password).fill(password);
    await this.submit(session.logIn);
  }

  /** The button inside the form: the link below it may have the same words. */
  async submit(name: string): Promise<void> {
    await this.page.locator('form').getByRole('button', { name, exact: true }).click();
  }

  /** Waits until the messenger behind the log-in is there. */
  async inside(): Promise<void> {
    await this.page.getByRole('navigation').waitFor();
  }

  async open(section: 'friends' | 'chats' | 'drawer' | 'more'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name: this.words.rail[section] }).click();
    await this.page.getByRole('heading', { name: this.words.rail[section], exact: true }).waitFor();
  }

  async findPeople(query: string): Promise<void> {
    await this.open('friends');
    await this.button(this.words.friends.add).first().click();
    await this.field(this.words.people.addSearch).fill(query);
  }

  async addFriend(userId: string, name: string): Promise<void> {
    await this.findPeople(userId);
    await this.button(`${this.words.action.add}: ${name}`).click();
    await this.page.getByText(this.words.people.alreadyFriend, { exact: true }).last().waitFor();
    await this.page.keyboard.press('Escape');
    await this.friend(name).waitFor();
  }

  friend(name: string): Locator {
    return this.page.getByRole('list', { name: this.words.friends.list }).getByRole('button', { name });
  }

  chat(name: string): Locator {
    return this.page.getByRole('list', { name: this.words.chats.list }).getByRole('button', { name });
  }

  async openDirect(name: string): Promise<void> {
    await this.open('friends');
    await this.friend(name).first().click();
    await this.button(this.words.profile.chat).click();
    await this.inRoom(name);
  }

  async openChat(name: string): Promise<void> {
    await this.open('chats');
    await this.chat(name).click();
    await this.inRoom(name);
  }

  /** Waits until this room is the open one: another one may still be on the screen. */
  async inRoom(name: string): Promise<void> {
    await this.page.getByRole('main').getByRole('heading', { name, exact: true }).waitFor();
  }

  /** An entry of the open room's menu. */
  async chooseInRoom(entry: string): Promise<void> {
    await this.button(this.words.room.menu).click();
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
    await this.page.getByRole('menu').waitFor({ state: 'detached' });
  }

  /** An entry of a message's menu. */
  async chooseForMessage(text: string, entry: string): Promise<void> {
    const message = this.message(text).last();
    await message.hover();
    await message.getByRole('button', { name: this.words.message.actions }).click();
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
    await this.page.getByRole('menu').waitFor({ state: 'detached' });
  }

  /** What lies above the rest: a question, a form, a list. */
  dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  messages(): Locator {
    return this.page.getByRole('region', { name: this.words.room.messages, exact: true });
  }

  /** Reads back, as with a mouse wheel, until a text is on the screen. */
  async scrollUpTo(text: string): Promise<void> {
    await this.messages().hover();
    await until(
      `"${text}" further up`,
      async () => {
        if ((await this.message(text).count()) > 0) return true;
        await this.page.mouse.wheel(0, -800);
        return false;
      },
      patience,
    );
  }

  /** Waits until what was scrolled to is in the middle of the window, where one sees it. */
  async inView(place: Locator): Promise<void> {
    await until(
      'being scrolled to',
      async () => {
        const box = await place.boundingBox().catch(() => null);
        return box !== null && box.y > 60 && box.y + box.height < 660;
      },
      patience,
    );
  }

  /** Waits until the browser's database has a text: before that, a closed page would forget it. */
  async keeps(text: string): Promise<void> {
    await until(
      `"${text}" being kept`,
      async () => (await this.page.evaluate<string>(storedTexts)).includes(text),
      patience,
    );
  }

  composer(): Locator {
    return this.field(this.words.room.write);
  }

  async say(text: string): Promise<void> {
    await this.composer().fill(text);
    await this.composer().press('Enter');
  }

  /** The messages with this text that are on the screen. */
  message(text: string): Locator {
    return this.page.getByRole('article').filter({ hasText: text });
  }

  async sees(text: string): Promise<void> {
    await this.message(text).first().waitFor();
  }
}
