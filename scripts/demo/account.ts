import { setTimeout as pause } from 'node:timers/promises';
import {
  type EndpointCall,
  type EndpointName,
  type EndpointResult,
  type EndpointSpec,
  type Endpoints,
  endpoints,
  errorBody,
  type UserId,
} from '../../backend/contract/index.ts';

/** Seconds to wait, from the details of `rate_limited`. */
export const retryAfter = (details: unknown): number =>
  Number((details as { retryAfter?: number } | undefined)?.retryAfter ?? 1);

/** Somebody with an account, who calls the front by REST as any client does. */
export class Account {
  readonly server: string;
  readonly userId: UserId;
  readonly nickname: string;
  accessToken: string | undefined;

  constructor(server: string, userId: string, nickname: string) {
    this.server = server;
    this.userId = userId as UserId;
    this.nickname = nickname;
  }

  /** Signs up, which may have been done before, and logs in. */
  async join(password: string): Promise<void> {
    const { userId, nickname } = this;
    await this.call('signUp', { body: { userId, password, nickname } });
    this.accessToken = (await this.call('logIn', { body: { userId, password, device: 'demo' } })).accessToken;
  }

  /** One call by its name in the contract. Waits when there were too many, and rejects with the refusal's code and sentence. */
  async call<K extends EndpointName>(
    name: K,
    input: EndpointCall<Endpoints[K]>,
    headers: Record<string, string> = {},
  ): Promise<EndpointResult<Endpoints[K]>> {
    for (;;) {
      const response = await this.#fetch(endpoints[name], input as Input, headers);
      if (response.ok) return (response.status === 204 ? undefined : await response.json()) as never;
      const { error } = errorBody.parse(await response.json());
      if (!error.retryable) throw new Error(`${name}: ${error.code} ${error.message}`);
      await pause(retryAfter(error.details) * 1_000);
    }
  }

  #fetch(spec: EndpointSpec, { params = {}, query, body }: Input, headers: Record<string, string>) {
    const path = spec.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(params[name])),
    );
    const asked = query ? `?${new URLSearchParams(query)}` : '';
    return fetch(`${this.server}${path}${asked}`, {
      method: spec.method,
      headers: {
        ...(this.accessToken ? { authorization: `Bearer ${this.accessToken}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

interface Input {
  params?: Record<string, string | number>;
  query?: Record<string, string>;
  body?: unknown;
}
