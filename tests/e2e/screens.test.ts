import { strict as assert } from 'node:assert';
import { mkdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { barriers } from './barriers.ts';
import { freshId, openStage, password, type Stage } from './stage.ts';
import { stopsOf } from './stops.ts';
import type { Visitor } from './visitor.ts';
import { createWorld, type World } from './world.ts';

const folder = fileURLToPath(new URL('./out', import.meta.url));
let stage: Stage;
let world: World;

before(async () => {
  await mkdir(folder, { recursive: true });
  stage = await openStage();
  world = await createWorld(stage);
});
after(() => stage?.[Symbol.asyncDispose]());

const picture = (visitor: Visitor, name: string) =>
  visitor.page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });

for (const language of ['ko', 'en'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`every screen can be used by everybody, and is pictured (${language}, ${theme})`, async () => {
      const visitor = await stage.visitor({ language, theme });
      const found: string[] = [];
      for (const [index, [name, go]] of stopsOf(world.me).entries()) {
        await go(visitor);
        const number = String(index + 1).padStart(2, '0');
        await picture(visitor, `${number}-${name}-${language}-${theme}`);
        if (language === 'ko') found.push(...(await barriers(visitor.page)).map((one) => `${name}: ${one}`));
      }
      assert.deepEqual(found, []);
      assert.deepEqual(visitor.complaints, []);
      await visitor.page.context().close();
    });

for (const language of ['ko', 'en'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`somebody new finds nothing yet (${language}, ${theme})`, async () => {
      const visitor = await stage.visitor({ language, theme });
      await visitor.signUp(freshId('new'), 'New', password);
      await visitor.page.getByText(visitor.words.friends.emptyTitle).waitFor();
      await picture(visitor, `60-no-friends-${language}-${theme}`);
      await visitor.open('chats');
      await visitor.page.getByText(visitor.words.chats.emptyTitle).waitFor();
      await picture(visitor, `61-no-chats-${language}-${theme}`);
      await visitor.open('drawer');
      await visitor.page.getByText(visitor.words.drawer.emptyBookmarks).waitFor();
      await picture(visitor, `62-no-bookmarks-${language}-${theme}`);
      assert.deepEqual(await barriers(visitor.page), []);
      await visitor.page.context().close();
    });
