import type { DeletionId } from '../../../../contract/index.ts';
import type { HandlerDependencies } from '../handler-dependencies.ts';
import type { EndpointHandlers } from '../router.ts';
import { exportData } from './export.ts';

/** Accounts, profiles, alerts, export and deletion. */
export function accountHandlers({ ask, sealer, ids }: HandlerDependencies) {
  return {
    async signUp({ body }) {
      const { userId, nickname } = body;
      return ask('user.register', userId, { userId, nickname, password: await sealer.seal(body.password) });
    },
    me: (_, { principal: { userId } }) => ask('user.profile', userId, { userId }),
    changeProfile: ({ body }, { principal: { userId } }) =>
      ask('user.change-profile', userId, { userId, ...body }),
    async changePassword({ body }, { principal: { userId, sessionId } }) {
      const [password, newPassword] = await Promise.all([
        sealer.seal(body.password),
        sealer.seal(body.newPassword),
      ]);
      await ask('user.change-password', userId, { userId, sessionId, password, newPassword });
      return undefined;
    },
    exportData: (_, { principal }) => exportData(ask, principal.userId),
    async deleteAccount({ body }, { principal: { userId } }) {
      const password = await sealer.seal(body.password);
      return ask('user.delete', userId, { userId, password, deletionId: ids.next() as DeletionId });
    },
    deletion: ({ params: { deletionId } }) => ask('user.deletion', deletionId, { deletionId }),
    alerts: ({ query }, { principal: { userId } }) => ask('user.alerts', userId, { userId, ...query }),
    searchUsers: ({ query }, { principal: { userId } }) => ask('user.search', userId, { userId, ...query }),
  } satisfies Partial<EndpointHandlers>;
}
