import { friendEvent } from '../../contract/index.ts';
import {
  createBlockCopy,
  createHistory,
  createMessageChanges,
  createReadPositions,
  createRooms,
  createSendMessages,
} from '../../core/chat/index.ts';
import type { ChatStores } from '../../ports/index.ts';
import {
  commandRoute,
  each,
  profileRoute,
  recordRoute,
  type ServerContext,
  startConsumer,
  together,
} from '../../runtime/index.ts';

export type ChatDependencies = ServerContext & ChatStores;

/** A chat server: rooms, participants, messages, read positions (group `chat`). Any number of them share the partitions. */
export async function startChat(dependencies: ChatDependencies): Promise<AsyncDisposable> {
  const rooms = createRooms(dependencies);
  const positions = createReadPositions(dependencies);
  const changes = createMessageChanges(dependencies);
  const send = createSendMessages(dependencies);
  const requests = commandRoute({
    ...dependencies,
    handlers: {
      'room.create': each(rooms.create),
      'room.list': each(rooms.list),
      'room.details': each(rooms.details),
      'room.settings': each(rooms.settings),
      'room.read': each(positions.read),
      'room.position': each(positions.position),
      'message.edit': each(changes.edit),
      'message.unsend': each(changes.unsend),
      'message.react': each(changes.react),
      'chatRoom.enter': each(createHistory(dependencies)),
      'chatMessage.send': together(send),
    },
  });
  const routes = {
    'kakao.chat.chatMessage.REQUEST': requests,
    'kakao.chat.chatRoom.REQUEST': requests,
    'kakao.chat.room.REQUEST': requests,
    'kakao.user.EVENT': profileRoute(dependencies),
    'kakao.friend.EVENT': recordRoute({
      ...dependencies,
      schema: friendEvent,
      handle: createBlockCopy(dependencies.blocks),
    }),
  };
  return startConsumer({ ...dependencies, group: 'chat', routes });
}
