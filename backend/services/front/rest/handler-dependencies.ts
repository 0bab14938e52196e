import type { IdGenerator } from '../../../ports/index.ts';
import type { Sealer } from '../../../runtime/index.ts';
import type { Ask } from '../ask.ts';
import type { MoveReadPosition } from '../read-moves.ts';
import type { TokenIssuer } from '../tokens.ts';

/** What the handlers of REST calls need. */
export interface HandlerDependencies {
  ask: Ask;
  moveReadPosition: MoveReadPosition;
  tokens: TokenIssuer;
  sealer: Sealer;
  ids: IdGenerator;
  /** `MARU_PUBLIC_URL`; the address of the request where it is not set. */
  publicUrl: string | undefined;
}
