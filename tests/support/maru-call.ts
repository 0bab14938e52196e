import {
  type EndpointCall,
  type EndpointName,
  type EndpointResult,
  type EndpointSpec,
  type Endpoints,
  endpoints,
  errorBody,
} from '../../backend/contract/index.ts';

export type CallInput<K extends EndpointName> = EndpointCall<Endpoints[K]>;
export type CallResult<K extends EndpointName> = EndpointResult<Endpoints[K]>;

/** An answer with the documented error body. */
export class CallRefused extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly details: unknown;

  constructor(name: string, status: number, body: unknown) {
    const { error } = errorBody.parse(body);
    super(`${name} was refused: ${status} ${error.code}`);
    this.code = error.code;
    this.status = status;
    this.retryable = error.retryable;
    this.details = error.details;
  }
}

/** Where and as whom a call is made. */
export interface Caller {
  url: string;
  accessToken?: string | undefined;
  headers?: Record<string, string>;
}

/** One REST call by its name in the contract. Checks the answer against the contract; rejects with CallRefused. */
export async function call<K extends EndpointName>(
  { url, accessToken, headers }: Caller,
  name: K,
  input: unknown = {},
): Promise<CallResult<K>> {
  const spec: EndpointSpec = endpoints[name];
  const { params = {}, query = {}, body } = input as Record<'params' | 'query', object> & { body?: unknown };
  const response = await fetch(`${url}${pathOf(spec, params)}${queryOf(query)}`, {
    method: spec.method,
    headers: {
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status !== spec.status) throw new CallRefused(name, response.status, JSON.parse(text));
  return (spec.response ? spec.response.parse(JSON.parse(text)) : undefined) as CallResult<K>;
}

function pathOf({ path }: EndpointSpec, params: object): string {
  const values = params as Record<string, string>;
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

function queryOf(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value));
  return parameters.size > 0 ? `?${parameters}` : '';
}

/** The CallRefused that a call ends in; fails when it is accepted. */
export async function refusalOf(attempt: Promise<unknown>): Promise<CallRefused> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof CallRefused) return error;
    throw error;
  }
  throw new Error('expected a refusal, but the call was accepted');
}
