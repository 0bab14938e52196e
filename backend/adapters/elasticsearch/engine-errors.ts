import { errors } from '@elastic/elasticsearch';
import { EngineUnavailable } from '../../ports/index.ts';

/** Too much at once, or a part of the cluster is on its way up: worth another try soon. */
const busy = [429, 502, 503, 504];

export const isBusyStatus = (status: number): boolean => busy.includes(status);

export const isBusy = (error: unknown): boolean => isBusyStatus(statusOf(error) ?? 0);

/** Whether a request can never succeed as it is: its content or its size is the problem. */
export function isRefusal(error: unknown): error is Error {
  return [400, 413].includes(statusOf(error) ?? 0);
}

const isForbidden = (error: unknown): boolean => [401, 403].includes(statusOf(error) ?? 0);

/** Whether there is no such thing on the server. */
export const isMissing = (error: unknown): boolean => statusOf(error) === 404;

/** The status of an answer that was an error; undefined when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof errors.ResponseError ? error.statusCode : undefined;
}

/** Turns what the client throws when the server is away into EngineUnavailable; other errors (bugs) pass as they are. */
export function toEngineError(url: string, error: unknown): unknown {
  const problem = problemOf(error);
  if (!problem) return error;
  const isRefusal = isForbidden(error) || error instanceof errors.ProductNotSupportedError;
  return new EngineUnavailable(`Elasticsearch at ${hostOf(url)} ${problem}`, { cause: error, isRefusal });
}

function problemOf(error: unknown): string | undefined {
  const status = statusOf(error);
  if (isForbidden(error))
    return 'refused the user; check name and password or the API key, and its privileges on logs-maru.*';
  if (isBusy(error)) return `cannot serve for now (status ${status}); check its load and its log.`;
  if (error instanceof errors.ProductNotSupportedError)
    return 'is not Elasticsearch 8 or 9; check that the address is right.';
  const lost = [errors.ConnectionError, errors.TimeoutError, errors.NoLivingConnectionsError];
  return lost.some((kind) => error instanceof kind)
    ? 'does not answer; check that it runs, that the address is right and the network.'
    : undefined;
}

/** The host of a URL, without user and password. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? 'an unknown host';
}
