import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { meet, names, openPair, type Pair } from './pair.ts';
import { openStage, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: Stage;
let pair: Pair;

before(async () => {
  stage = await openStage({ ownPage: true });
  pair = await openPair(stage);
  await meet(pair);
  await pair.hana.say('어제 나눈 말');
  await pair.dul.sees('어제 나눈 말');
});
after(() => stage?.[Symbol.asyncDispose]());

async function sent(visitor: Visitor, text: string): Promise<void> {
  await visitor.sees(text);
  await visitor.message(text).getByText(visitor.words.room.sending).waitFor({ state: 'detached' });
}

test('without a server a start shows what was last seen, and what is written goes out later', async () => {
  const { hana, dul } = pair;
  await hana.keeps('어제 나눈 말');
  await stage.server.stop();
  await hana.page.reload();
  await hana.inside();
  await hana.friend(names.dul).first().waitFor();
  await hana.openChat(names.dul);
  await hana.sees('어제 나눈 말');
  await hana.chat(names.group).waitFor();
  await hana.say('서버 없이 쓴 말');
  await hana.message('서버 없이 쓴 말').getByText(hana.words.room.waiting).waitFor({ state: 'attached' });
  await stage.server.start();
  await dul.sees('서버 없이 쓴 말');
  await hana.page.getByText(hana.words.connection.retry).waitFor({ state: 'detached' });
  assert.equal(await hana.message('서버 없이 쓴 말').count(), 1);
});

test('what is said right before the page goes away is there without a server, sent or not', async () => {
  const { hana } = pair;
  let reachable = true;
  const { host } = new URL(stage.server.frontUrl);
  const ofFront = (url: URL) => url.host === host;
  await hana.page.route(ofFront, (route) => (reachable ? route.continue() : route.abort()));
  await hana.page.routeWebSocket(ofFront, (socket) => {
    if (reachable) socket.connectToServer();
    else void socket.close();
  });
  for (const turn of [1, 2, 3]) {
    reachable = true;
    await hana.page.reload();
    await hana.inside();
    await hana.openChat(names.dul);
    await hana.page.getByText(hana.words.connection.retry).waitFor({ state: 'detached' });
    for (const text of [`보낸 말 ${turn}`, `못 보낸 말 ${turn}`]) {
      await hana.say(text);
      if (reachable) await sent(hana, text);
      reachable = false;
      await hana.page.reload();
      await hana.inside();
      await hana.openChat(names.dul);
      await hana.sees(text);
    }
  }
  reachable = true;
});

test('what was edited, unsent and reacted to by others meanwhile replaces what was kept', async () => {
  const { hana, dul } = pair;
  for (const text of ['고칠 말', '지울 말', '좋은 말']) await dul.say(text);
  await hana.sees('좋은 말');
  await hana.keeps('좋은 말');
  const address = hana.page.url();
  await hana.page.goto('about:blank');
  await dul.chooseForMessage('고칠 말', dul.words.message.edit);
  await dul.page.getByText(dul.words.message.editing).waitFor();
  await dul.say('고친 말');
  await dul.sees('고친 말');
  await dul.chooseForMessage('지울 말', dul.words.message.unsend);
  await dul.dialog().getByRole('button', { name: dul.words.message.unsend }).click();
  await dul.sees(dul.words.message.unsent);
  await dul.chooseForMessage('좋은 말', dul.words.message.reactWith.replace('{{emoji}}', '🎉'));
  await dul.message('좋은 말').getByText('🎉').first().waitFor();
  await hana.page.goto(address);
  await hana.inside();
  await hana.openChat(names.dul);
  await hana.sees('고친 말');
  await hana.sees(hana.words.message.unsent);
  await hana.message('좋은 말').getByText('🎉').first().waitFor();
  assert.equal(await hana.message('고칠 말').count(), 0);
});

test('nothing broke the page or its content security policy', () => {
  assert.deepEqual([...pair.hana.complaints, ...pair.dul.complaints], []);
});
