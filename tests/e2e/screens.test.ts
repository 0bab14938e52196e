import { strict as assert } from 'node:assert';
import { mkdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freshId, openStage, password, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const folder = fileURLToPath(new URL('./out', import.meta.url));
const hanaId = freshId('hana');
const dulId = freshId('dul');
let stage: Stage;

before(async () => {
  await mkdir(folder, { recursive: true });
  stage = await openStage();
  const dul = await stage.visitor();
  await dul.signUp(dulId, '이두리', password);
  await dul.inside();
  const hana = await stage.visitor();
  await hana.signUp(hanaId, '김하나', password);
  await hana.inside();
  await talk(hana, dul);
});
after(() => stage?.[Symbol.asyncDispose]());

/** Something to look at: a friend, a direct room and a group. */
async function talk(hana: Visitor, dul: Visitor): Promise<void> {
  await hana.addFriend(dulId, '이두리');
  await dul.addFriend(hanaId, '김하나');
  await hana.openDirect('이두리');
  await hana.say('오늘 저녁에 시간 있어요?');
  await dul.openChat('김하나');
  await dul.sees('오늘 저녁에 시간 있어요?');
  await dul.say('네! 일곱 시 어때요?\n장소는 여기예요 https://example.com/map/42');
  await dul.say('👍');
  await hana.say(
    '좋아요. 그럼 일곱 시에 앞에서 만나요. 비가 온다고 하니 우산도 챙기고, 지난번에 빌린 책도 가져갈게요.',
  );
  await dul.page.context().close();
  await hana.say('아직 안 읽은 말이에요');
  await hana.open('chats');
  await hana.button(hana.words.chats.newGroup).click();
  await hana.field(hana.words.people.groupName).fill('주말 등산');
  await hana.page.getByText('이두리', { exact: true }).last().click();
  await hana.button(hana.words.action.create).click();
  await hana.inRoom('주말 등산');
  await hana.say('이번 주 토요일 여덟 시에 만나요');
  await hana.sees('이번 주 토요일 여덟 시에 만나요');
  await hana.page.context().close();
}

type Step = [name: string, go: (visitor: Visitor) => Promise<unknown>];

const closed = (visitor: Visitor) => visitor.page.keyboard.press('Escape');

const steps: readonly Step[] = [
  ['log-in', (at) => at.field(at.words.session.userId).waitFor()],
  ['sign-up', (at) => at.signUp('x', '', 'short')],
  [
    'friends',
    async (at) => {
      await at.page.reload();
      await at.logIn(hanaId, password);
      await at.inside();
      await at.friend('이두리').waitFor();
    },
  ],
  ['profile', (at) => at.friend('이두리').first().click()],
  [
    'own-profile',
    async (at) => {
      await closed(at);
      await at.friend('김하나').click();
    },
  ],
  ['edit-profile', (at) => at.button(at.words.profile.edit).click()],
  [
    'add-friend',
    async (at) => {
      await closed(at);
      await at.findPeople('dul');
      await at.page.getByRole('list', { name: at.words.people.results }).waitFor();
    },
  ],
  [
    'chats',
    async (at) => {
      await closed(at);
      await at.open('chats');
      await at.chat('주말 등산').waitFor();
    },
  ],
  ['new-group', (at) => at.button(at.words.chats.newGroup).click()],
  [
    'direct-room',
    async (at) => {
      await closed(at);
      await at.openChat('이두리');
      await at.sees('아직 안 읽은 말이에요');
    },
  ],
  [
    'group-room',
    async (at) => {
      await at.openChat('주말 등산');
      await at.sees('이번 주 토요일');
    },
  ],
  ['participants', (at) => at.page.locator('main header').getByText('2', { exact: true }).click()],
  [
    'more',
    async (at) => {
      await closed(at);
      await at.open('more');
      await at.button(at.words.more.logOut).waitFor();
    },
  ],
];

for (const language of ['ko', 'en'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`every screen, ${language}, ${theme}`, async () => {
      const visitor = await stage.visitor({ language, theme });
      for (const [index, [name, go]] of steps.entries()) {
        await go(visitor);
        await visitor.page.waitForTimeout(450);
        const number = String(index + 1).padStart(2, '0');
        await visitor.page.screenshot({ path: `${folder}/${number}-${name}-${language}-${theme}.png` });
      }
      assert.deepEqual(visitor.complaints, []);
      await visitor.page.context().close();
    });

for (const language of ['ko', 'en'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`somebody new finds nothing yet, ${language}, ${theme}`, async () => {
      const visitor = await stage.visitor({ language, theme });
      await visitor.signUp(freshId('new'), 'New', password);
      await visitor.page.getByText(visitor.words.friends.emptyTitle).waitFor();
      await visitor.page.screenshot({ path: `${folder}/14-no-friends-${language}-${theme}.png` });
      await visitor.open('chats');
      await visitor.page.getByText(visitor.words.chats.emptyTitle).waitFor();
      await visitor.page.screenshot({ path: `${folder}/15-no-chats-${language}-${theme}.png` });
      await visitor.page.context().close();
    });
