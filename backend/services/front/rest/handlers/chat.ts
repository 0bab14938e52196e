import { type ChatPage, MaruError, stompPath } from '../../../../contract/index.ts';
import type { HandlerDependencies } from '../handler-dependencies.ts';
import type { EndpointHandlers, RequestContext } from '../router.ts';

/** Entering a room, and its messages. */
export function chatHandlers({ ask, moveReadPosition, publicUrl }: HandlerDependencies) {
  return {
    enterRoom({ params: { roomId }, query }, context): Promise<ChatPage> {
      const endpoint = stompAddress(publicUrl, context);
      return ask('chatRoom.enter', roomId, { roomId, userId: context.principal.userId, endpoint, ...query });
    },
    sendMessage: ({ params: { roomId }, body }, { principal: { userId } }) =>
      ask('chatMessage.send', roomId, { roomId, userId, ...body }),
    editMessage: ({ params, body }, { principal: { userId } }) =>
      ask('message.edit', params.roomId, { userId, ...params, ...body }),
    unsendMessage: ({ params }, { principal: { userId } }) =>
      ask('message.unsend', params.roomId, { userId, ...params }),
    addReaction: ({ params }, { principal: { userId } }) =>
      ask('message.react', params.roomId, { userId, ...params, on: true }),
    removeReaction: ({ params }, { principal: { userId } }) =>
      ask('message.react', params.roomId, { userId, ...params, on: false }),
    moveReadPosition: ({ params: { roomId }, body: { seq } }, { principal: { userId } }) =>
      moveReadPosition(roomId, userId, seq),
  } satisfies Partial<EndpointHandlers>;
}

function stompAddress(publicUrl: string | undefined, { host }: RequestContext): string {
  const base = publicUrl ?? `http://${host ?? ''}`;
  if (!URL.canParse(base)) throw new MaruError('invalid_request', { details: [{ path: 'Host' }] });
  return new URL(stompPath, base.replace(/^http/, 'ws')).href;
}
