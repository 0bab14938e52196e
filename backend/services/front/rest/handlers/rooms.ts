import { roomIdOf } from '../../../../core/chat/index.ts';
import type { HandlerDependencies } from '../handler-dependencies.ts';
import type { EndpointHandlers } from '../router.ts';

/** Rooms, who is in them and one's own settings. */
export function roomHandlers({ ask, ids }: HandlerDependencies) {
  return {
    rooms: ({ query }, { principal: { userId } }) => ask('room.list', userId, { userId, ...query }),
    createRoom({ body }, { principal: { userId }, idempotencyKey }) {
      const roomId = roomIdOf(body, userId, idempotencyKey ?? ids.next());
      return ask('room.create', roomId, { roomId, userId, room: body });
    },
    room: ({ params: { roomId } }, { principal: { userId } }) =>
      ask('room.details', roomId, { roomId, userId }),
    changeRoom: ({ params: { roomId }, body }, { principal: { userId } }) =>
      ask('room.change', roomId, { roomId, userId, ...body }),
    async removeRoom({ params: { roomId } }, { principal: { userId } }) {
      await ask('room.remove', roomId, { roomId, userId, requestId: ids.next() });
      return undefined;
    },
    invite: ({ params: { roomId }, body }, { principal: { userId } }) =>
      ask('room.invite', roomId, { roomId, userId, ...body }),
    async leaveRoom({ params: { roomId, userId: who } }, { principal: { userId } }) {
      const leaverId = who === 'me' ? userId : who;
      await ask('room.leave', roomId, { roomId, userId, leaverId, requestId: ids.next() });
      return undefined;
    },
    changeRoomSettings: ({ params: { roomId }, body }, { principal: { userId } }) =>
      ask('room.settings', roomId, { roomId, userId, ...body }),
  } satisfies Partial<EndpointHandlers>;
}
