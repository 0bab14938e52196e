import { strict as assert } from 'node:assert';
import { mkdir, rm } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { barriers } from './barriers.ts';
import { desktopApp } from './desktop-app.ts';
import { createOddWorld } from './odd-world.ts';
import { openStage, type Stage } from './stage.ts';
import { desktopStops, emptyStops, leavingStops, type Stop, stopsOf, troubleStops } from './stops/index.ts';
import type { Look, Visitor } from './visitor.ts';
import { createWorld } from './world.ts';

const folder = fileURLToPath(new URL('./out', import.meta.url));
const languages = ['ko', 'en'] as const;
const themes = ['light', 'dark'] as const;
let stage: Stage;

before(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

/** Goes from stop to stop; each is pictured and examined in both themes. */
async function journey(name: string, visitor: Visitor, language: Look['language'], stops: readonly Stop[]) {
  const found: string[] = [];
  for (const [index, [stop, go, again]] of stops.entries()) {
    await go(visitor).catch((cause: unknown) => {
      throw new Error(`There is no way to ${stop}.`, { cause });
    });
    const path = `${folder}/${name}-${String(index + 1).padStart(3, '0')}-${stop}-${language}`;
    for (const theme of themes) {
      await again?.(visitor);
      await visitor.page.emulateMedia({ colorScheme: theme });
      await visitor.page.screenshot({ path: `${path}-${theme}.png`, animations: 'disabled' });
      found.push(...(await barriers(visitor.page)).map((one) => `${stop}, ${theme}: ${one}`));
    }
  }
  assert.deepEqual(found, []);
  assert.deepEqual(visitor.complaints, []);
  await visitor.page.context().close();
}

for (const language of languages) {
  test(`every screen can be used by everybody, and is pictured (${language})`, async () => {
    await using world = await createOddWorld(stage);
    const visitor = await stage.visitor({ language });
    await visitor.page.context().grantPermissions(['notifications']);
    await journey('messenger', visitor, language, stopsOf(world));
  });

  test(`somebody new finds nothing yet, and is told what to do (${language})`, async () =>
    journey('empty', await stage.visitor({ language }), language, emptyStops));

  test(`the desktop app has screens of its own (${language})`, async () => {
    const { me, group } = await createWorld(stage);
    const desktop = desktopApp(stage.server.frontUrl);
    const visitor = await stage.enter(me, { language }, (page) => page.addInitScript(desktop));
    await journey('desktop', visitor, language, desktopStops(group));
  });

  test(`whoever leaves for good sees how far that has come (${language})`, async () => {
    const person = await stage.person('김하나');
    await journey('leaving', await stage.enter(person, { language }), language, leavingStops(person));
  });

  test(`what does not work is said, and how to go on (${language})`, async () => {
    await using troubled = await openStage({ ownPage: true });
    await using world = await createOddWorld(troubled);
    const visitor = await troubled.visitor({ language });
    await journey('trouble', visitor, language, troubleStops(world, troubled.server));
  });
}
