import type { HandlerDependencies } from './handler-dependencies.ts';
import { accountHandlers } from './handlers/accounts.ts';
import { chatHandlers } from './handlers/chat.ts';
import { drawerHandlers } from './handlers/drawer.ts';
import { friendHandlers } from './handlers/friends.ts';
import { roomHandlers } from './handlers/rooms.ts';
import { sessionHandlers } from './handlers/sessions.ts';
import type { EndpointHandlers } from './router.ts';

/** Every REST call as one or two commands over the log. */
export function createHandlers(dependencies: HandlerDependencies): EndpointHandlers {
  return {
    ...accountHandlers(dependencies),
    ...sessionHandlers(dependencies),
    ...friendHandlers(dependencies),
    ...roomHandlers(dependencies),
    ...chatHandlers(dependencies),
    ...drawerHandlers(dependencies),
  };
}
