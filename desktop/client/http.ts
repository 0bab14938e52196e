import {
  type EndpointCall,
  type EndpointResult,
  type EndpointSpec,
  type ErrorCode,
  errorBody,
  MaruError,
} from '../../backend/contract/index.ts';
import type { Clock } from './ports.ts';

const patience = 15_000;

export interface HttpOptions {
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

export interface CallOptions {
  /** Makes a POST that creates something safe to send again. */
  idempotencyKey?: string;
  accessToken?: string;
}

/** One typed call of the contract's table; every failure is a MaruError. */
export type Http = <E extends EndpointSpec>(
  endpoint: E,
  input: EndpointCall<E>,
  options?: CallOptions,
) => Promise<EndpointResult<E>>;

interface LooseInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

export function createHttp({ baseUrl, fetch, clock }: HttpOptions): Http {
  return async (endpoint, input, options = {}) => {
    const loose = input as LooseInput;
    const response = await withPatience(clock, (signal) =>
      exchange(
        fetch,
        baseUrl + target(endpoint.path, loose),
        requestOf(endpoint, loose, options, signal),
        endpoint.binary !== undefined,
      ),
    );
    if (response.status >= 400) throw failureOf(response);
    return parseResult(endpoint, response.body);
  };
}

function target(path: string, { params = {}, query = {} }: LooseInput): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

function requestOf(
  endpoint: EndpointSpec,
  { body }: LooseInput,
  { accessToken, idempotencyKey }: CallOptions,
  signal: AbortSignal,
): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (accessToken !== undefined) headers.Authorization = `Bearer ${accessToken}`;
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
  // A redirect would carry the token to somewhere else; the front never redirects.
  const request: RequestInit = {
    method: endpoint.method,
    headers,
    signal,
    redirect: 'error',
    credentials: 'omit',
  };
  return body === undefined ? request : { ...request, body: JSON.stringify(body) };
}

interface Answer {
  status: number;
  body: unknown;
}

/** A body that is no JSON stays a stream, which the caller reads in its own time. */
async function exchange(
  fetch: HttpOptions['fetch'],
  url: string,
  request: RequestInit,
  binary: boolean,
): Promise<Answer> {
  const response = await fetch(url, request);
  if (binary && response.ok) return { status: response.status, body: response.body };
  const text = await response.text();
  return { status: response.status, body: parseJson(text) };
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Gives up after a while: an aborted call is `timeout`, any other failure of the network `unavailable`. */
async function withPatience<T>(clock: Clock, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const cancel = clock.after(patience, () => abort.abort());
  try {
    return await work(abort.signal);
  } catch (cause) {
    throw new MaruError(abort.signal.aborted ? 'timeout' : 'unavailable', { cause });
  } finally {
    cancel();
  }
}

function failureOf({ status, body }: Answer): MaruError {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return new MaruError(codeOfStatus(status));
  const { code, details } = parsed.data.error;
  return new MaruError(code, { details });
}

/** For answers that are not the front's own, such as a proxy's page. */
function codeOfStatus(status: number): ErrorCode {
  const known: Record<number, ErrorCode> = {
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'not_found',
    429: 'rate_limited',
  };
  if (status === 504) return 'timeout';
  if (status === 502 || status === 503) return 'unavailable';
  return known[status] ?? (status < 500 ? 'invalid_request' : 'internal');
}

function parseResult<E extends EndpointSpec>(endpoint: E, body: unknown): EndpointResult<E> {
  if (endpoint.binary) return body as EndpointResult<E>;
  if (!endpoint.response) return undefined as EndpointResult<E>;
  const parsed = endpoint.response.safeParse(body);
  if (!parsed.success) throw new MaruError('internal', { cause: parsed.error });
  return parsed.data as EndpointResult<E>;
}
