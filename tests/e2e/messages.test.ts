import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { until } from '../support/maru-wait.ts';
import { names, openPair, type Pair } from './pair.ts';
import { openStage, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const languages = ['ko', 'en'] as const;
const emojiWord = { ko: '로켓', en: 'rocket' };

let stage: Stage;
const pairs = {} as Record<(typeof languages)[number], Pair>;

before(async () => {
  stage = await openStage();
  for (const language of languages) pairs[language] = await talking(await openPair(stage, { language }));
});
after(() => stage?.[Symbol.asyncDispose]());

/** In the group, the first words of which lie far above. */
async function talking(pair: Pair): Promise<Pair> {
  const { hana, dul, people, group } = pair;
  await people.dul.say(group.roomId, '맨 처음에 물어본 말');
  for (let number = 1; number <= 60; number++) await people.dul.say(group.roomId, `${number}번째 이야기`);
  await Promise.all([hana.openChat(names.group), dul.openChat(names.group)]);
  await Promise.all([hana.sees('60번째 이야기'), dul.sees('60번째 이야기')]);
  return pair;
}

const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

const chip = (visitor: Visitor, text: string, emoji: string, count: number) => {
  const words = visitor.words.message as Record<string, string>;
  const form = count === 1 ? (words.reaction_one ?? words.reaction_other) : words.reaction_other;
  const name = fill(form ?? '', { emoji, count: String(count) });
  return visitor.message(text).getByRole('button', { name, exact: true });
};

for (const language of languages) {
  const here = (): Pair => pairs[language];

  test(`an answer carries what it answers, and leads there (${language})`, async () => {
    const { hana, dul } = here();
    const { message } = hana.words;
    await hana.page.keyboard.press('Escape');
    await hana.chooseForMessage('59번째 이야기', message.reply);
    await hana.page.getByText(fill(message.replyTo, { name: names.dul })).waitFor();
    await hana.page.keyboard.press('Escape');
    await hana.page.getByText(fill(message.replyTo, { name: names.dul })).waitFor({ state: 'detached' });

    await dul.scrollUpTo('맨 처음에 물어본 말');
    await dul.chooseForMessage('맨 처음에 물어본 말', message.reply);
    await dul.say('이제 답할게요');
    const answer = hana.message('이제 답할게요');
    await answer.getByText('맨 처음에 물어본 말').click();
    await hana.inView(hana.message('맨 처음에 물어본 말').first());
    await hana.button(hana.words.room.toLatest).click();
    await answer.waitFor();
    await hana.inView(answer);
  });

  test(`who edits a message shows both that it was edited (${language})`, async () => {
    const { hana, dul } = here();
    await hana.say('일곱 시에 만나요');
    await dul.sees('일곱 시에 만나요');
    await hana.chooseForMessage('일곱 시에 만나요', hana.words.message.edit);
    await hana.page.getByText(hana.words.message.editing).waitFor();
    assert.equal(await hana.composer().inputValue(), '일곱 시에 만나요');
    await hana.say('여덟 시에 만나요');
    for (const visitor of [hana, dul]) {
      await visitor.message('여덟 시에 만나요').getByText(visitor.words.message.edited).waitFor();
      assert.equal(await visitor.message('일곱 시에 만나요').count(), 0);
    }
    assert.equal(await hana.composer().inputValue(), '');
  });

  test(`an edit that is called off leaves the message and the draft (${language})`, async () => {
    const { hana } = here();
    await hana.say('그대로 둘 말');
    await hana.sees('그대로 둘 말');
    await hana.composer().fill('쓰다 만 말');
    await hana.chooseForMessage('그대로 둘 말', hana.words.message.edit);
    await hana.page.getByText(hana.words.message.editing).waitFor();
    await hana.composer().fill('바꾸려던 말');
    await hana.composer().press('Escape');
    await hana.page.getByText(hana.words.message.editing).waitFor({ state: 'detached' });
    assert.equal(await hana.composer().inputValue(), '쓰다 만 말');
    await hana.composer().fill('');
    await hana.sees('그대로 둘 말');
  });

  test(`an unsent message is a neutral line for both (${language})`, async () => {
    const { hana, dul } = here();
    await hana.say('잘못 보낸 말');
    await dul.sees('잘못 보낸 말');
    await hana.chooseForMessage('잘못 보낸 말', hana.words.message.unsend);
    await hana.dialog().getByRole('button', { name: hana.words.message.unsend }).click();
    for (const visitor of [hana, dul]) {
      await visitor.sees(visitor.words.message.unsent);
      await visitor.message('잘못 보낸 말').waitFor({ state: 'detached' });
    }
  });

  test(`reactions: at hand, from the picker, joined and taken back (${language})`, async () => {
    const { hana, dul } = here();
    await hana.say('같이 갈 사람?');
    await dul.sees('같이 갈 사람?');
    await dul.chooseForMessage('같이 갈 사람?', fill(dul.words.message.reactWith, { emoji: '👍' }));
    await chip(hana, '같이 갈 사람?', '👍', 1).click();
    await chip(dul, '같이 갈 사람?', '👍', 2).click();
    await chip(hana, '같이 갈 사람?', '👍', 1).waitFor();
    await chip(dul, '같이 갈 사람?', '👍', 1).waitFor();

    await dul.chooseForMessage('같이 갈 사람?', dul.words.message.reactMore);
    await dul.field(dul.words.emoji.search).fill(emojiWord[language]);
    await dul.dialog().getByRole('button', { name: emojiWord[language], exact: true }).click();
    await dul.dialog().waitFor({ state: 'detached' });
    await chip(hana, '같이 갈 사람?', '🚀', 1).waitFor();
    await hana.chooseForMessage('같이 갈 사람?', fill(hana.words.message.reactWith, { emoji: '👍' }));
    await chip(dul, '같이 갈 사람?', '👍', 1).waitFor({ state: 'detached' });
  });

  test(`a message is passed on to another chat (${language})`, async () => {
    const { hana, dul } = here();
    await hana.say('모두가 알아야 할 소식');
    await hana.sees('모두가 알아야 할 소식');
    await hana.chooseForMessage('모두가 알아야 할 소식', hana.words.message.forward);
    await hana.dialog().getByLabel(hana.words.switcher.search).fill('ㄱㅁㄹ');
    await hana.dialog().getByRole('button', { name: names.dul }).click();
    await hana.page.getByText(hana.words.message.forwardedTo).waitFor();
    await dul.openChat(names.hana);
    await dul.message('모두가 알아야 할 소식').getByText(dul.words.message.forwarded).waitFor();
    await dul.openChat(names.group);
  });

  test(`a name is completed by its initial consonants, and stands out for who is meant (${language})`, async () => {
    const { hana, dul } = here();
    await hana.composer().fill('');
    await hana.composer().pressSequentially('@ㄱㅁ');
    const choices = hana.page.getByRole('listbox', { name: hana.words.message.mention });
    await choices.getByRole('option', { name: names.dul }).waitFor();
    await hana.composer().press('Enter');
    assert.equal(await hana.composer().inputValue(), `@${names.dul} `);
    await hana.composer().pressSequentially('여기 봐요');
    await hana.composer().press('Enter');
    const mention = dul.message('여기 봐요').getByRole('button', { name: `@${names.dul}` });
    await mention.waitFor();
    assert.equal(await mention.getAttribute('data-me'), 'true');
    assert.equal(
      await hana
        .message('여기 봐요')
        .getByRole('button', { name: `@${names.dul}` })
        .getAttribute('data-me'),
      null,
    );
  });

  test(`an edit keeps who was meant (${language})`, async () => {
    const { hana, dul } = here();
    await hana.chooseForMessage('여기 봐요', hana.words.message.edit);
    await hana.page.getByText(hana.words.message.editing).waitFor();
    await hana.composer().press('End');
    await hana.composer().pressSequentially(', 지금요');
    await hana.composer().press('Enter');
    await dul
      .message('여기 봐요, 지금요')
      .getByRole('button', { name: `@${names.dul}` })
      .waitFor();
  });

  test(`everyone can be meant, chosen by the arrows (${language})`, async () => {
    const { hana, dul } = here();
    const { everyone } = hana.words.message;
    await dul.composer().pressSequentially('@');
    const last = dul.page.getByRole('option', { name: everyone, exact: true });
    await last.waitFor();
    await dul.composer().press('ArrowUp');
    assert.equal(await last.getAttribute('aria-selected'), 'true');
    await dul.composer().press('Enter');
    await dul.composer().pressSequentially('모여요');
    await dul.composer().press('Enter');
    await hana
      .message('모여요')
      .locator('strong', { hasText: `@${everyone}` })
      .waitFor();
  });

  test(`emoji go where the cursor stands, one after another (${language})`, async () => {
    const { hana, dul } = here();
    const { emoji } = hana.words;
    await hana.composer().fill('좋아요끝');
    await hana.composer().press('ArrowLeft');
    await hana.button(emoji.open).click();
    await hana.field(emoji.search).fill(emojiWord[language]);
    await hana.dialog().getByRole('button', { name: emojiWord[language], exact: true }).click();
    await hana.page.keyboard.press('Escape');
    await hana.dialog().waitFor({ state: 'detached' });
    assert.equal(await hana.composer().inputValue(), '좋아요🚀끝');
    await hana.composer().press('Enter');
    await dul.sees('좋아요🚀끝');
  });

  test(`a message of somebody else is reported, with a reason (${language})`, async () => {
    const { hana, dul } = here();
    const { report } = hana.words;
    await dul.say('지금 사면 반값');
    await hana.sees('지금 사면 반값');
    await hana.chooseForMessage('지금 사면 반값', report.action);
    await hana.dialog().getByRole('radio', { name: report.spam, exact: true }).check();
    await hana.dialog().getByRole('button', { name: report.send, exact: true }).click();
    await hana.page.getByText(report.done, { exact: true }).waitFor();
    await hana.dialog().waitFor({ state: 'detached' });
  });

  test(`others see who is writing, until they have written (${language})`, async () => {
    const { hana, dul } = here();
    const typing = hana.page.getByText(fill(hana.words.room.typing, { name: names.dul }));
    // The signal goes out every two seconds at most.
    await until('the line that says so', async () => {
      await dul.composer().pressSequentially('음');
      return typing.isVisible();
    });
    await dul.composer().press('Enter');
    await typing.waitFor({ state: 'detached' });
  });

  test(`nothing broke the page or its content security policy (${language})`, () => {
    const { hana, dul } = here();
    assert.deepEqual([...hana.complaints, ...dul.complaints], []);
  });
}
