import type { CommandRequest, CommandResult, CommandType } from '../../contract/index.ts';

/** Asks the server that owns `key`, through the log; a refusal rejects as MaruError. */
export type Ask = <T extends CommandType>(
  type: T,
  key: string,
  request: CommandRequest<T>,
) => Promise<CommandResult<T>>;
