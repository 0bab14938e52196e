import {
  createHistory,
  createReadPositions,
  createRooms,
  createSendMessages,
} from '../../core/chat/index.ts';
import type {
  Clock,
  EventLog,
  IdGenerator,
  MessageStore,
  ProfileStore,
  RoomStore,
} from '../../ports/index.ts';
import {
  commandRoute,
  each,
  type Logger,
  profileRoute,
  startConsumer,
  together,
} from '../../runtime/index.ts';

export interface ChatDependencies {
  log: EventLog;
  rooms: RoomStore;
  messages: MessageStore;
  profiles: ProfileStore;
  clock: Clock;
  ids: IdGenerator;
  logger: Logger;
}

/** A chat server: rooms, participants, messages, read positions (group `chat`). Any number of them share the partitions. */
export async function startChat(dependencies: ChatDependencies): Promise<AsyncDisposable> {
  const { log, profiles, clock, logger } = dependencies;
  const rooms = createRooms(dependencies);
  const positions = createReadPositions(dependencies);
  const send = createSendMessages(dependencies);
  const requests = commandRoute({
    log,
    clock,
    logger,
    handlers: {
      'room.create': each(rooms.create),
      'room.list': each(rooms.list),
      'room.details': each(rooms.details),
      'room.settings': each(rooms.settings),
      'room.read': each(positions.read),
      'room.position': each(positions.position),
      'chatRoom.enter': each(createHistory(dependencies)),
      'chatMessage.send': together(async (batch) => (await send(batch)).map((outcome) => ({ outcome }))),
    },
  });
  const routes = {
    'kakao.chat.chatMessage.REQUEST': requests,
    'kakao.chat.chatRoom.REQUEST': requests,
    'kakao.chat.room.REQUEST': requests,
    'kakao.user.EVENT': profileRoute({ log, profiles, logger }),
  };
  return startConsumer({ log, group: 'chat', routes, logger });
}
