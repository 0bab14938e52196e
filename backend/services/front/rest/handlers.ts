import type { CommandRequest, CommandResult, CommandType } from '../../../contract/index.ts';
import type { IdGenerator } from '../../../ports/index.ts';
import type { Sealer } from '../../../runtime/index.ts';
import type { MoveReadPosition } from '../read-moves.ts';
import type { TokenIssuer } from '../tokens.ts';
import { accountHandlers } from './handlers/accounts.ts';
import { chatHandlers } from './handlers/chat.ts';
import { drawerHandlers } from './handlers/drawer.ts';
import { friendHandlers } from './handlers/friends.ts';
import { roomHandlers } from './handlers/rooms.ts';
import { sessionHandlers } from './handlers/sessions.ts';
import type { EndpointHandlers } from './router.ts';

/** Asks the server that owns `key`; a refusal rejects as MaruError. */
export type Ask = <T extends CommandType>(
  type: T,
  key: string,
  request: CommandRequest<T>,
) => Promise<CommandResult<T>>;

export interface HandlerDependencies {
  ask: Ask;
  moveReadPosition: MoveReadPosition;
  tokens: TokenIssuer;
  sealer: Sealer;
  ids: IdGenerator;
  /** `MARU_PUBLIC_URL`; the address of the request where it is not set. */
  publicUrl: string | undefined;
}

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
