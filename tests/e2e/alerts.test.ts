import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.[Symbol.asyncDispose]());

for (const language of ['ko', 'en'] as const)
  test(`an alert says why it came and how to object (${language})`, async () => {
    const loud = await stage.person('시끄');
    const { roomId } = await loud.directRoom(await stage.person('강미래'));
    const visitor = await stage.enter(loud, { language });
    const { alerts } = visitor.words;
    for (let count = 0; count < 8; count++) await loud.say(roomId, '같은 말');
    await visitor.page.getByText(alerts.repetition).waitFor();
    await visitor.button(alerts.why).click();
    const dialog = visitor.dialog();
    await dialog.getByText('강미래').waitFor();
    await dialog.getByText(alerts.object).click();
    await dialog.getByRole('button', { name: alerts.copy }).waitFor();
    const id = await dialog.locator('code').textContent();
    assert.ok((await loud.call('alerts', { query: {} })).alerts.some(({ alertId }) => alertId === id));
    await dialog.getByRole('button', { name: alerts.understood }).click();
    await dialog.waitFor({ state: 'detached' });
    await visitor.page.reload();
    await visitor.inside();
    await visitor.open('chats');
    await visitor.chat('강미래').waitFor();
    assert.equal(await visitor.page.getByText(alerts.repetition).count(), 0);
    assert.deepEqual(visitor.complaints, []);
    await visitor.page.context().close();
  });
