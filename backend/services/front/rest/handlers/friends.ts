import type { HandlerDependencies } from '../handler-dependencies.ts';
import type { EndpointHandlers } from '../router.ts';

export function friendHandlers({ ask }: HandlerDependencies) {
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
