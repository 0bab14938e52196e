import { sendTo } from '../../../backend/contract/index.ts';
import { type OddWorld, oddNames } from '../odd-world.ts';
import type { Visitor } from '../visitor.ts';
import { from, heading, opening, openRoomMenu, type Stop, text } from './stop.ts';

const inGroup = (at: Visitor) => at.openChat(oddNames.group);

const searchInRoom = (at: Visitor, query: string) =>
  at.page.getByRole('main').getByRole('searchbox').fill(query);

/** Rooms, and what can be done with them. */
export const roomStops = (world: OddWorld): readonly Stop[] => [
  ...unreadStops(world),
  ['direct-room', from((at) => at.openChat(oddNames.friend).then(() => at.sees('꼭')))],
  [
    'typing',
    async () => {},
    async (at) => {
      await world.device.send(sendTo.typing, { roomId: world.direct });
      await text(at, at.words.room.typing.replace('{{name}}', oddNames.friend));
    },
  ],
  ['direct-menu', openRoomMenu],
  ['leave-direct', opening((at) => at.chooseInRoom(at.words.room.leave))],
  ['right-to-left', from((at) => at.openChat(oddNames.arabic).then(() => at.sees('ㅋㅋㅋ')))],
  ['long-name', (at) => at.openChat(oddNames.long).then(() => at.sees('긴 이야기입니다'))],
  [
    'long-message',
    async (at) => {
      await at.button(at.words.room.showAll).click();
      await heading(at, at.words.room.fullMessage);
    },
  ],
  [
    'empty-room',
    from(async (at) => {
      await at.openDirect(oddNames.silent);
      await text(at, at.words.room.emptyTitle);
    }),
  ],
  ['self-room', (at) => at.openChat(at.words.chats.selfRoom).then(() => at.sees('우유'))],
  ['self-menu', openRoomMenu],
  ['group-room', from(inGroup)],
  [
    'notice',
    (at) =>
      at.page
        .getByRole('region', { name: at.words.notice.label })
        .getByRole('button', { expanded: false })
        .click(),
  ],
  ['room-menu', openRoomMenu],
  [
    'participants',
    from(async (at) => {
      await at.chooseInRoom(at.words.room.people);
      await at.dialog().getByText(oddNames.long).waitFor();
    }),
  ],
  ['invite', opening((at) => at.chooseInRoom(at.words.room.invite))],
  ['rename-room', opening((at) => at.chooseInRoom(at.words.roomTitle.title))],
  ['write-notice', opening((at) => at.chooseInRoom(at.words.notice.title))],
  ['leave', opening((at) => at.chooseInRoom(at.words.room.leave))],
  ['remove-room', opening((at) => at.chooseInRoom(at.words.room.remove))],
  [
    'room-search',
    from(async (at) => {
      await at.button(at.words.room.search).click();
      await searchInRoom(at, '우산');
      await at.page.getByText(/^1\/\d$/).waitFor();
    }),
  ],
  ['room-search-none', (at) => searchInRoom(at, '고슴도치').then(() => text(at, '0/0'))],
  [
    'locked',
    async (at) => {
      await at.button(at.words.room.search).click();
      await at.button(at.words.room.lock).click();
      await at.button(at.words.room.unlock).waitFor();
    },
  ],
];

/** A room that was read last long ago. */
const unreadStops = ({ yejun, news }: OddWorld): readonly Stop[] => [
  [
    'unread-room',
    from(async (at) => {
      await at.openChat(oddNames.news);
      await at.button(at.words.room.toUnread).waitFor();
    }),
  ],
  [
    'read-up-to-here',
    async (at) => {
      await at.button(at.words.room.toUnread).click();
      await at.inView(at.page.getByText(at.words.room.readUpToHere));
      await at.button(at.words.room.toLatest).waitFor();
    },
  ],
  [
    'new-message-below',
    async (at) => {
      await yejun.say(
        news,
        '방금 들어온 소식이에요. 내일 아침 아홉 시부터 물이 나오지 않아요. 미리 받아 두세요.',
      );
      await at.button(at.words.room.newMessages, false).waitFor();
    },
  ],
  [
    'participants-of-others',
    opening(async (at) => {
      await at.button(at.words.room.newMessages, false).click();
      await at.chooseInRoom(at.words.room.people);
    }),
  ],
];
