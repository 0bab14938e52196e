/** Takes the pictures of docs/tour.md from the running app: node tests/e2e/tour.ts */
import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openSettings } from './settings-steps.ts';
import { openStage, type Stage } from './stage.ts';
import type { Look, Visitor } from './visitor.ts';
import { createWorld, type World, worldNames } from './world.ts';

const folder = fileURLToPath(new URL('../../docs/tour', import.meta.url));
const wide = { width: 740, height: 460 };
/** The room alone, and more of it. */
const narrow = { width: 470, height: 700 };
const mostBytes = 60 * 1024;
const names = { ...worldNames, long: '백나리', arabic: '서가온', longGroup: '책 읽는 밤' };

type Shot = [name: string, look: Look, go: (at: Visitor) => Promise<unknown>];

const korean: Look = { language: 'ko', theme: 'light' };
const dark: Look = { language: 'en', theme: 'dark' };

const shots: readonly Shot[] = [
  ['friends', korean, (at) => at.open('friends')],
  ['chat', korean, (at) => at.openChat(names.friend)],
  ['chat-dark', dark, (at) => at.openChat(names.friend)],
  [
    'group',
    korean,
    async (at) => {
      await at.openChat(names.group);
      await at.page.setViewportSize(narrow);
      await at.inView(at.message('모두 고마워요'));
    },
  ],
  [
    'message-menu',
    korean,
    async (at) => {
      await at.openChat(names.group);
      const message = at.message('모두 고마워요').last();
      await message.hover();
      await message.getByRole('button', { name: at.words.message.actions }).click();
      await at.page.getByRole('menu').waitFor();
    },
  ],
  [
    'mention',
    korean,
    async (at) => {
      await at.openChat(names.group);
      await at.composer().pressSequentially('@ㅂㄴㄹ');
      await at.page.getByRole('option').first().waitFor();
    },
  ],
  [
    'search',
    korean,
    async (at) => {
      await at.open('chats');
      await at.field(at.words.chats.search).fill('산');
      await at.page
        .getByRole('region', { name: at.words.chats.foundMessages })
        .getByRole('button')
        .first()
        .waitFor();
    },
  ],
  [
    'drawer',
    korean,
    async (at) => {
      await at.openChat(names.friend);
      await at.open('drawer');
      await at.page.getByRole('list', { name: at.words.drawer.bookmarks }).waitFor();
    },
  ],
  [
    'switcher',
    dark,
    async (at) => {
      await at.openChat(names.group);
      await at.page.keyboard.press('Control+k');
      await at.dialog().getByRole('button', { name: names.friend }).waitFor();
    },
  ],
  ['settings', korean, (at) => openSettings(at, 'notifications')],
];

async function take(stage: Stage, { me }: World, [name, look, go]: Shot): Promise<void> {
  const visitor = await stage.enter(me, look);
  await visitor.page.setViewportSize(wide);
  await go(visitor);
  await visitor.page.mouse.move(0, 0);
  const path = `${folder}/${name}.png`;
  await visitor.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const bytes = (await stat(path)).size;
  console.log(`${name}: ${Math.round(bytes / 1024)} KB`);
  if (bytes > mostBytes) throw new Error(`${name} is larger than ${mostBytes / 1024} KB`);
  await visitor.page.context().close();
}

await mkdir(folder, { recursive: true });
await using stage = await openStage();
const world = await createWorld(stage, names);
for (const shot of shots) await take(stage, world, shot);
