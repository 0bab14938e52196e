import type { SessionId } from '../../../../contract/index.ts';
import type { HandlerDependencies } from '../handler-dependencies.ts';
import type { EndpointHandlers } from '../router.ts';

/** Logging in and out, and the devices that are. */
export function sessionHandlers({ ask, sealer, tokens, ids }: HandlerDependencies) {
  return {
    async logIn({ body: { userId, password, device } }, { address }) {
      const request = {
        userId,
        device,
        password: await sealer.seal(password),
        sessionId: ids.next() as SessionId,
        address,
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
