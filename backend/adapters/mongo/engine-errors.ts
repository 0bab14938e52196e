import { mongo } from 'mongoose';
import { EngineUnavailable } from '../../ports/index.ts';

/** Codes of https://www.mongodb.com/docs/manual/reference/error-codes that pass when somebody looks after the server. */
const refusedUser = [11, 13, 18, 8000];
const fullDisk = [14031];
const passing = [
  6, 7, 24, 46, 50, 64, 89, 91, 100, 133, 134, 189, 262, 365, 9001, 10107, 11600, 11602, 13435, 13436,
];

/** What the driver throws when it cannot reach a server, or lost it half-way. */
const lostServer = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
];
/** Not exported as classes by every version. */
const lostServerNames = [
  'MongooseServerSelectionError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
];

/** Turns what the driver throws when the server is away into EngineUnavailable; other errors (bugs) pass as they are. */
export function toEngineError(url: string, thrown: unknown): unknown {
  if (thrown instanceof EngineUnavailable) return thrown;
  // Nothing of it is repeated, and the driver's message is no cause: what looks like a host may be a part of the password.
  if (isMalformed(thrown)) return new EngineUnavailable(malformed, { isRefusal: true });
  const error = unwrap(thrown);
  if (!(error instanceof Error)) return thrown;
  const problem = problemOf(error);
  if (!problem) return thrown;
  const isRefusal = codesOf(error).some((code) => refusedUser.includes(code));
  return new EngineUnavailable(`MongoDB at ${hostsOf(url)} ${problem}`, { cause: thrown, isRefusal });
}

const malformed =
  'The address of MongoDB is not well-formed; check hosts and options, and that user and password have %-escapes where needed.';

/** The driver refuses the URL, before it looks for a server. */
function isMalformed(error: unknown): boolean {
  const { name, cause } = (error ?? {}) as { name?: string; cause?: { code?: unknown } };
  // By name: the package that takes URLs apart has classes of its own.
  if (['MongoParseError', 'MongoMissingCredentialsError'].includes(name ?? '')) return true;
  return error instanceof mongo.MongoRuntimeError && cause?.code === 'ERR_INVALID_URL';
}

function problemOf(error: Error): string | undefined {
  if (isLost(error)) return 'does not answer; check that it runs, that the address is right and the network.';
  const codes = codesOf(error);
  const has = (known: readonly number[]) => codes.some((code) => known.includes(code));
  if (has(refusedUser)) return 'refused the user; check name, password, authSource and roles.';
  if (has(fullDisk)) return 'has no space left on its disk; free some.';
  if (has(passing)) return `cannot serve for now (code ${codes.join(', ')}); check its log and its members.`;
  return undefined;
}

function isLost(error: Error): boolean {
  // Looking up mongodb+srv:// goes to the resolver of the system, which throws errors of its own.
  if ('syscall' in error && error.syscall !== undefined) return true;
  return lostServer.some((kind) => error instanceof kind) || lostServerNames.includes(error.name);
}

function codesOf(error: Error): number[] {
  const codes = 'code' in error ? [error.code] : [];
  if (error instanceof mongo.MongoBulkWriteError) {
    codes.push(...[error.writeErrors].flat().map(({ code }) => code));
    codes.push(error.result.getWriteConcernError()?.code);
  }
  return codes.filter((code) => typeof code === 'number');
}

/** Bulk writes wrap what broke them, also a lost connection. */
function unwrap(error: unknown): unknown {
  if (!(error instanceof mongo.MongoBulkWriteError)) return error;
  return error.errorResponse instanceof Error ? error.errorResponse : error;
}

/** The hosts of a URL, without user and password. */
export function hostsOf(url: string): string {
  return /^[^/]*\/\/(?:[^/?]*@)?([^/?]*)/.exec(url)?.[1] || 'an unknown host';
}
