import type { ChatPage } from '../../../contract/index.ts';
import {
  type CommandRequest,
  type CommandResult,
  type CommandType,
  MaruError,
  stompPath,
} from '../../../contract/index.ts';
import { roomIdOf } from '../../../core/chat/index.ts';
import type { IdGenerator } from '../../../ports/index.ts';
import type { Sealer } from '../../../runtime/index.ts';
import type { TokenIssuer } from '../tokens.ts';
import type { EndpointHandlers, RequestContext } from './router.ts';

/** Asks the server that owns `key`; a refusal rejects as MaruError. */
export type Ask = <T extends CommandType>(
  type: T,
  key: string,
  request: CommandRequest<T>,
) => Promise<CommandResult<T>>;

interface Dependencies {
  ask: Ask;
  tokens: TokenIssuer;
  sealer: Sealer;
  ids: IdGenerator;
  /** `MARU_PUBLIC_URL`; the address of the request where it is not set. */
  publicUrl: string | undefined;
}

/** Every REST call as one or two commands over the log. */
export function createHandlers(dependencies: Dependencies): EndpointHandlers {
  return {
    ...userHandlers(dependencies),
    ...sessionHandlers(dependencies),
    ...friendHandlers(dependencies),
    ...roomHandlers(dependencies),
    ...chatHandlers(dependencies),
  };
}

function userHandlers({ ask, sealer }: Dependencies) {
  return {
    async signUp({ body }) {
      const { userId, nickname } = body;
      return ask('user.register', userId, { userId, nickname, password: await sealer.seal(body.password) });
    },
    me: (_, { principal: { userId } }) => ask('user.profile', userId, { userId }),
    changeProfile: ({ body }, { principal: { userId } }) =>
      ask('user.change-profile', userId, { userId, ...body }),
    alerts: ({ query }, { principal: { userId } }) => ask('user.alerts', userId, { userId, ...query }),
    searchUsers: ({ query }, { principal: { userId } }) => ask('user.search', userId, { userId, ...query }),
  } satisfies Partial<EndpointHandlers>;
}

function sessionHandlers({ ask, sealer, tokens, ids }: Dependencies) {
  return {
    async logIn({ body: { userId, password, device } }) {
      const request = {
        userId,
        device,
        password: await sealer.seal(password),
        sessionId: ids.next() as never,
      };
      return tokens.issue(await ask('user.log-in', userId, request));
    },
    async refreshSession({ body }) {
      const { userId, sessionId, generation } = await tokens.verifyRefresh(body.refreshToken);
      return tokens.issue(await ask('user.refresh', userId, { userId, sessionId, generation }));
    },
    async sessions(_, { principal }) {
      const { sessions } = await ask('user.sessions', principal.userId, { userId: principal.userId });
      return {
        sessions: sessions.map((session) => ({
          ...session,
          current: session.sessionId === principal.sessionId,
        })),
      };
    },
    async logOut({ params }, { principal }) {
      const sessionId = params.sessionId === 'current' ? principal.sessionId : params.sessionId;
      await ask('user.log-out', principal.userId, { userId: principal.userId, sessionId });
      return undefined;
    },
  } satisfies Partial<EndpointHandlers>;
}

function friendHandlers({ ask }: Dependencies) {
  return {
    friends: ({ query }, { principal: { userId } }) => ask('friend.list', userId, { userId, ...query }),
    addFriend: ({ params }, { principal: { userId } }) =>
      ask('friend.add', userId, { userId, friendUserId: params.userId }),
    changeFriend: ({ params, body }, { principal: { userId } }) =>
      ask('friend.change', userId, { userId, friendUserId: params.userId, ...body }),
    async removeFriend({ params }, { principal: { userId } }) {
      await ask('friend.remove', userId, { userId, friendUserId: params.userId });
      return undefined;
    },
  } satisfies Partial<EndpointHandlers>;
}

function roomHandlers({ ask, ids }: Dependencies) {
  return {
    rooms: ({ query }, { principal: { userId } }) => ask('room.list', userId, { userId, ...query }),
    createRoom({ body }, { principal: { userId }, idempotencyKey }) {
      const roomId = roomIdOf(body, userId, idempotencyKey ?? ids.next());
      return ask('room.create', roomId, { roomId, userId, room: body });
    },
    room: ({ params: { roomId } }, { principal: { userId } }) =>
      ask('room.details', roomId, { roomId, userId }),
    changeRoomSettings: ({ params: { roomId }, body }, { principal: { userId } }) =>
      ask('room.settings', roomId, { roomId, userId, ...body }),
  } satisfies Partial<EndpointHandlers>;
}

function chatHandlers({ ask, publicUrl }: Dependencies) {
  return {
    enterRoom({ params: { roomId }, query }, context): Promise<ChatPage> {
      const endpoint = stompAddress(publicUrl, context);
      return ask('chatRoom.enter', roomId, { roomId, userId: context.principal.userId, endpoint, ...query });
    },
    sendMessage: ({ params: { roomId }, body }, { principal: { userId } }) =>
      ask('chatMessage.send', roomId, { roomId, userId, ...body }),
    moveReadPosition: ({ params: { roomId }, body }, { principal: { userId } }) =>
      ask('room.read', roomId, { roomId, userId, ...body }),
  } satisfies Partial<EndpointHandlers>;
}

function stompAddress(publicUrl: string | undefined, { host }: RequestContext): string {
  const base = publicUrl ?? `http://${host ?? ''}`;
  if (!URL.canParse(base)) throw new MaruError('invalid_request', { details: [{ path: 'Host' }] });
  return new URL(stompPath, base.replace(/^http/, 'ws')).href;
}
