import type { ErrorCode } from '../../../backend/contract/index.ts';

/** How far something from the server has come. What was there before stays readable while it loads again. */
export type LoadStatus = { is: 'idle' | 'loading' | 'ready' } | { is: 'failed'; failure: ErrorCode };
