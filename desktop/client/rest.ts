import {
  type EndpointCall,
  type EndpointResult,
  type EndpointSpec,
  type ErrorCode,
  MaruError,
} from '../../backend/contract/index.ts';
import type { CallOptions, Http } from './http.ts';
import type { Scope } from './scope.ts';
import type { TokenKeeper } from './token-keeper.ts';

/** Calls of one logged-in user. */
export interface Rest {
  call<E extends EndpointSpec>(
    endpoint: E,
    input: EndpointCall<E>,
    options?: Omit<CallOptions, 'accessToken'>,
  ): Promise<EndpointResult<E>>;
}

export interface RestOptions {
  http: Http;
  tokens: Pick<TokenKeeper, 'accessToken' | 'renew'>;
  scope: Scope;
  onEnded(code: ErrorCode): void;
}

/** Adds the access token; a refused one is renewed and the call made once more. */
export function createRest({ http, tokens, scope, onEnded }: RestOptions): Rest {
  async function attempt<E extends EndpointSpec>(endpoint: E, input: EndpointCall<E>, options: CallOptions) {
    const accessToken = await tokens.accessToken();
    try {
      return await http(endpoint, input, { ...options, accessToken });
    } catch (error) {
      if (!isStale(error)) throw error;
      return await http(endpoint, input, { ...options, accessToken: await tokens.renew(accessToken) });
    }
  }

  return {
    call: async (endpoint, input, options = {}) => {
      try {
        // A result that comes after log-out must not reach the next user's stores.
        return await scope.guard(attempt(endpoint, input, options));
      } catch (error) {
        if (scope.active() && error instanceof MaruError && error.code === 'session_ended')
          onEnded(error.code);
        throw error;
      }
    },
  };
}

const isStale = (error: unknown): boolean =>
  error instanceof MaruError && (error.code === 'token_expired' || error.code === 'unauthenticated');
