import { oddNames } from '../odd-world.ts';
import type { Visitor } from '../visitor.ts';
import { from, opening, openMessageMenu, type Stop, text } from './stop.ts';

const own = '제 것도 가져갈게요';
const other = '모두 고마워요';

async function searchEmoji(at: Visitor, query: string): Promise<void> {
  await at.field(at.words.emoji.search).fill(query);
}

/** What can be done with messages, and how they are written. */
export const messageStops: readonly Stop[] = [
  [
    'message-menu',
    async (at) => {
      await at.button(at.words.room.unlock).click();
      await openMessageMenu(at, own);
    },
  ],
  ['message-menu-of-others', from((at) => openMessageMenu(at, other))],
  ['reply', from((at) => at.chooseForMessage(other, at.words.message.reply))],
  [
    'edit',
    async (at) => {
      await at.composer().press('Escape');
      await at.chooseForMessage(own, at.words.message.edit);
    },
  ],
  [
    'forward',
    async (at) => {
      await at.composer().press('Escape');
      await at.chooseForMessage(other, at.words.message.forward);
      await at.dialog().getByText(oddNames.long).waitFor();
    },
  ],
  [
    'forward-none',
    async (at) => {
      await at.dialog().getByRole('searchbox').fill('고슴도치');
      await text(at, at.words.chats.noneFound);
    },
  ],
  [
    'react',
    from(async (at) => {
      await at.chooseForMessage(other, at.words.message.reactMore);
      await at.dialog().getByRole('button').nth(40).waitFor();
    }),
  ],
  ['unsend', opening((at) => at.chooseForMessage(own, at.words.message.unsend))],
  ['report', opening((at) => at.chooseForMessage(other, at.words.report.action))],
  [
    'emoji',
    from(async (at) => {
      await at.button(at.words.emoji.open).click();
      await at.dialog().getByRole('button').nth(40).waitFor();
    }),
  ],
  ['emoji-none', (at) => searchEmoji(at, 'zzzz').then(() => text(at, at.words.emoji.none))],
  [
    'mention',
    from(async (at) => {
      await at.composer().fill('@');
      await at.page.getByRole('option').nth(2).waitFor();
    }),
  ],
  ['several-lines', from((at) => at.composer().fill('첫째 줄\n둘째 줄\n\n넷째 줄은 조금 더 길게 써 볼게요'))],
  ['nearly-too-long', (at) => at.composer().fill('긴 글 '.repeat(2_490))],
  ['too-long', (at) => at.composer().fill('긴 글 '.repeat(2_510))],
  [
    'kept',
    async (at) => {
      await at.composer().fill('');
      await at.chooseForMessage(other, at.words.message.bookmark);
      await text(at, at.words.message.kept);
    },
  ],
  [
    'not-sent',
    async (at) => {
      await at.openChat(oddNames.closed);
      await at.say('한 번만 더 이야기해요');
      await at.button(at.words.room.retry).waitFor();
    },
  ],
];
