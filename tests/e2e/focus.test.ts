import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { focus, focusedOne, showsFocus, walk } from './keys.ts';
import { names, openPair, type Pair } from './pair.ts';
import { openSettings } from './settings-steps.ts';
import { openStage, type Stage } from './stage.ts';
import type { Look, Visitor } from './visitor.ts';

let stage: Stage;
let pair: Pair;

before(async () => {
  stage = await openStage();
  pair = await openPair(stage);
  await pair.people.dul.say(pair.direct, '이번 주말에 만나요');
});
after(() => stage?.[Symbol.asyncDispose]());

test('a day with Maru goes without a mouse, and the focus is where one expects it', async () => {
  const { people } = pair;
  const visitor = await stage.visitor();
  const { page, words } = visitor;
  await walk(visitor, 'Tab', visitor.field(words.session.userId));
  await page.keyboard.type(people.hana.userId);
  await page.keyboard.press('Tab');
  await page.keyboard.type(people.hana.password);
  await page.keyboard.press('Enter');
  await visitor.inside();

  await page.keyboard.press('Control+2');
  await visitor.chat(names.dul).waitFor();
  await walk(
    visitor,
    'Tab',
    visitor.page.getByRole('list', { name: words.chats.list }).getByRole('button').first(),
  );
  await walk(visitor, 'ArrowDown', visitor.chat(names.dul));
  await page.keyboard.press('Enter');
  await visitor.inRoom(names.dul);
  await focus(visitor.composer());
  await page.keyboard.type('좋아요');
  await page.keyboard.press('Enter');
  await visitor.sees('좋아요');
  await focus(visitor.composer());

  const menuButton = visitor
    .message('이번 주말에')
    .first()
    .getByRole('button', { name: words.message.actions });
  await walk(visitor, 'Shift+Tab', menuButton);
  await page.keyboard.press('Enter');
  await walk(visitor, 'ArrowDown', visitor.page.getByRole('menuitem', { name: words.message.reply }));
  await page.keyboard.press('Enter');
  await focus(visitor.composer());
  await page.keyboard.type('토요일이 어때요?');
  await page.keyboard.press('Enter');
  const answer = visitor.message('토요일이 어때요?');
  await answer.getByText('이번 주말에 만나요').waitFor();

  await walk(visitor, 'Shift+Tab', menuButton);
  await page.keyboard.press('Enter');
  const thumb = page.getByRole('menuitem', { name: words.message.reactWith.replace('{{emoji}}', '👍') });
  await walk(visitor, 'ArrowDown', thumb);
  await page.keyboard.press('Enter');
  await visitor.message('이번 주말에').first().getByRole('button', { pressed: true }).first().waitFor();
  await focus(menuButton);

  await page.keyboard.press('Enter');
  await walk(visitor, 'ArrowDown', visitor.page.getByRole('menuitem', { name: words.message.bookmark }));
  await page.keyboard.press('Enter');
  await page.getByText(words.message.kept).waitFor();
  await page.keyboard.press('Control+3');
  await page.getByRole('list', { name: words.drawer.bookmarks }).getByText('이번 주말에 만나요').waitFor();
  const edit = visitor.button(words.drawer.edit);
  await walk(visitor, 'Tab', edit);
  await page.keyboard.press('Enter');
  await visitor.dialog().waitFor();
  await page.keyboard.press('Escape');
  await visitor.dialog().waitFor({ state: 'detached' });
  await focus(edit);

  await page.keyboard.press('Control+Shift+F');
  const search = visitor.field(words.chats.search);
  await focus(search);
  await page.keyboard.type('토요일');
  const hit = page
    .getByRole('region', { name: words.chats.foundMessages })
    .getByRole('button', { name: '토요일이 어때요?' });
  await hit.waitFor();
  await walk(visitor, 'Tab', hit);
  await page.keyboard.press('Enter');
  await visitor.inView(answer);

  await page.keyboard.press('Control+,');
  await visitor.dialog().waitFor();
  const dark = visitor.dialog().getByRole('radio', { name: words.settings.dark });
  await walk(visitor, 'Tab', visitor.dialog().getByRole('button', { name: words.settings.appearance }));
  await page.keyboard.press('Enter');
  await walk(visitor, 'Tab', visitor.dialog().getByRole('radio', { name: words.settings.system }));
  await walk(visitor, 'ArrowRight', dark);
  assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
  await page.keyboard.press('Escape');
  await visitor.dialog().waitFor({ state: 'detached' });
  await focus(hit);
  assert.deepEqual(visitor.complaints, []);
  await page.context().close();
});

/** Tabs through what is open and asks at every place whether one sees the focus. */
async function unseenFocus({ page }: Visitor): Promise<string[]> {
  const unseen: string[] = [];
  const met = new Set<string>();
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab');
    const one = await focusedOne(page);
    if (one.includes('<body')) continue;
    if (met.has(one)) break;
    met.add(one);
    if (!(await showsFocus(page))) unseen.push(one);
  }
  assert.ok(met.size > 3, `the focus goes somewhere: ${[...met].join('\n')}`);
  return unseen;
}

for (const theme of ['light', 'dark'] as const satisfies readonly Look['theme'][])
  test(`wherever the focus goes, one sees it (${theme})`, async () => {
    const visitor = await stage.visitor({ theme });
    await visitor.field(visitor.words.session.userId).waitFor();
    assert.deepEqual(await unseenFocus(visitor), [], 'before the log-in');
    await visitor.logIn(pair.people.hana.userId, pair.people.hana.password);
    await visitor.inside();
    await visitor.friend(names.dul).first().waitFor();
    assert.deepEqual(await unseenFocus(visitor), [], 'among friends');
    await visitor.openChat(names.group);
    await visitor.sees('모두 모였어요');
    assert.deepEqual(await unseenFocus(visitor), [], 'in a room');
    await openSettings(visitor, 'notifications');
    assert.deepEqual(await unseenFocus(visitor), [], 'in the settings');
    await visitor.page.context().close();
  });
