import type { HandlerDependencies } from '../handler-dependencies.ts';
import type { EndpointHandlers } from '../router.ts';

/** The drawer (톡서랍), reports and the search: whatever is the user's own is keyed by the user. */
export function drawerHandlers({ ask, ids }: HandlerDependencies) {
  return {
    bookmarks: ({ query }, { principal: { userId } }) => ask('bookmark.list', userId, { userId, ...query }),
    keepBookmark: ({ params, body }, { principal: { userId } }) =>
      ask('bookmark.keep', userId, { userId, ...params, ...body }),
    async dropBookmark({ params }, { principal: { userId } }) {
      await ask('bookmark.drop', userId, { userId, ...params });
      return undefined;
    },
    links: ({ query }, { principal: { userId } }) => ask('message.links', userId, { userId, ...query }),
    reportMessage: ({ body }, { principal: { userId } }) =>
      ask('message.report', userId, { userId, reportId: ids.next(), ...body }),
    search: ({ query }, { principal: { userId } }) => ask('message.search', userId, { userId, ...query }),
  } satisfies Partial<EndpointHandlers>;
}
