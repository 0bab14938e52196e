import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type Response, type Router } from 'express';
import {
  type EndpointInput,
  type EndpointName,
  type EndpointResult,
  type EndpointSpec,
  type Endpoints,
  endpoints,
} from '../../../contract/index.ts';
import { type Authenticate, bearerToken } from '../authenticator.ts';
import { type Admit, classOf } from '../rate-limits.ts';
import type { Principal } from '../tokens.ts';
import { parseInput } from '../validation.ts';
import { networkOf } from './address.ts';

/** What a handler may know of the request beside its parsed input. */
export interface RequestContext {
  /** The caller; only handlers of `access: 'user'` endpoints may ask. */
  principal: Principal;
  idempotencyKey: string | undefined;
  /** Address the request comes from, as text. */
  address: string;
  /** `Host` header, as the client wrote it. */
  host: string | undefined;
}

export type EndpointHandlers = {
  [K in EndpointName]: (
    input: EndpointInput<Endpoints[K]>,
    context: RequestContext,
  ) => Promise<EndpointResult<Endpoints[K]>>;
};

type AnyHandler = (input: object, context: RequestContext) => Promise<unknown>;

export interface RouterDependencies {
  handlers: EndpointHandlers;
  authenticate: Authenticate;
  admit: Admit;
}

/** One route per entry of the contract's endpoint table: authenticate, count, parse, handle, answer. */
export function createRouter({ handlers, authenticate, admit }: RouterDependencies): Router {
  const router = express.Router();
  for (const [name, spec] of Object.entries(endpoints) as [EndpointName, EndpointSpec][]) {
    const handle = handlers[name] as unknown as AnyHandler;
    const path = spec.path.replace(/\{(\w+)\}/g, ':$1');
    router[spec.method.toLowerCase() as 'get'](path, async (request: Request, response: Response) => {
      const principal = await authenticated(spec, request, authenticate);
      await admit(classOf(name), principal?.userId ?? addressOf(request));
      const result = await handle(parse(spec, request), contextOf(request, principal));
      if (result === undefined) response.status(spec.status).end();
      else if (spec.binary)
        await pipeline(Readable.from(result as AsyncIterable<Uint8Array>), response.type(spec.binary));
      else response.status(spec.status).json(result);
    });
  }
  return router;
}

/** Where a request comes from, as far as proxies that are trusted say. */
export const addressOf = (request: Request): string => networkOf(request.ip ?? '');

async function authenticated(spec: EndpointSpec, request: Request, authenticate: Authenticate) {
  return spec.access === 'open' ? undefined : authenticate(bearerToken(request.headers.authorization));
}

function parse(spec: EndpointSpec, request: Request): object {
  return {
    ...(spec.params ? { params: parseInput(spec.params, request.params) } : {}),
    ...(spec.query ? { query: parseInput(spec.query, request.query) } : {}),
    ...(spec.body ? { body: parseInput(spec.body, request.body ?? {}) } : {}),
  };
}

function contextOf(request: Request, principal: Principal | undefined): RequestContext {
  return {
    get principal() {
      if (!principal) throw new Error('an open endpoint has no principal');
      return principal;
    },
    idempotencyKey: request.get('idempotency-key'),
    address: addressOf(request),
    host: request.get('host'),
  };
}
