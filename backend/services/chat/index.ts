import { friendEvent, type UserId } from '../../contract/index.ts';
import {
  createBlockCopy,
  createBookmarks,
  createHistory,
  createMessageChanges,
  createReadPositions,
  createReports,
  createRoomCommands,
  createSearch,
  createSendMessages,
} from '../../core/chat/index.ts';
import type { ChatStores } from '../../ports/index.ts';
import {
  commandRoute,
  deletionRoute,
  each,
  eventRecords,
  inTurn,
  profileRoute,
  recordRoute,
  type ServerContext,
  startConsumer,
  together,
} from '../../runtime/index.ts';
import { countReadWrites } from './counted-rooms.ts';
import { startRemovalSweeper } from './removal-sweeper.ts';
import { startSearchConsumer } from './search-consumer.ts';

export interface ChatDependencies extends ServerContext, ChatStores {
  /** Milliseconds between two looks for removed rooms that are to be cleared. */
  sweepInterval?: number;
}

/** A chat server: rooms, participants, messages, read positions (group `chat`). Any number of them share the partitions. */
export async function startChat(given: ChatDependencies): Promise<AsyncDisposable> {
  const dependencies = { ...given, rooms: countReadWrites(given) };
  const { log, logger, sweepInterval = 10_000 } = dependencies;
  const rooms = createRoomCommands({
    ...dependencies,
    tell: (events) => log.append(eventRecords(events)),
  });
  const positions = createReadPositions(dependencies);
  const changes = createMessageChanges(dependencies);
  const bookmarks = createBookmarks(dependencies);
  const search = createSearch(dependencies);
  const send = createSendMessages(dependencies);
  const requests = commandRoute({
    ...dependencies,
    handlers: {
      'room.create': each(rooms.create),
      'room.list': each(rooms.list),
      'room.details': each(rooms.read),
      'room.settings': each(rooms.settings),
      'room.invite': each(rooms.invite),
      'room.leave': each(rooms.leave),
      'room.change': each(rooms.change),
      'room.remove': each(rooms.remove),
      'room.read': each(positions.read),
      'room.position': each(positions.position),
      'message.edit': each(changes.edit),
      'message.unsend': each(changes.unsend),
      'message.react': each(changes.react),
      'message.search': each(search.find),
      'message.links': each(search.links),
      'message.report': each(createReports(dependencies)),
      'bookmark.keep': each(bookmarks.keep),
      'bookmark.drop': each(bookmarks.drop),
      'bookmark.list': each(bookmarks.list),
      'chatRoom.enter': each(createHistory(dependencies)),
      'chatMessage.send': together(send),
    },
  });
  const forget = async (userId: UserId): Promise<void> => {
    await rooms.forgetUser(userId);
    await dependencies.blocks.forgetUser(userId);
    await dependencies.bookmarks.forgetUser(userId);
    await dependencies.reports.forgetUser(userId);
  };
  const routes = {
    'kakao.chat.chatMessage.REQUEST': requests,
    'kakao.chat.chatRoom.REQUEST': requests,
    'kakao.chat.room.REQUEST': requests,
    'kakao.user.EVENT': inTurn(
      profileRoute(dependencies),
      deletionRoute({ ...dependencies, service: 'chat', forget }),
    ),
    'kakao.friend.EVENT': recordRoute({
      ...dependencies,
      schema: friendEvent,
      handle: createBlockCopy(dependencies.blocks),
    }),
  };
  await using starting = new AsyncDisposableStack();
  starting.use(startRemovalSweeper({ sweep: rooms.sweepRemovals, interval: sweepInterval, logger }));
  starting.use(await startSearchConsumer(dependencies));
  starting.use(await startConsumer({ ...dependencies, group: 'chat', routes }));
  return starting.move();
}
