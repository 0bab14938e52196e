import cors from 'cors';
import express, { type Express, type RequestHandler } from 'express';
import { limits } from '../../../contract/index.ts';
import type { Configuration, Logger, Metrics } from '../../../runtime/index.ts';
import { errorHandler, noRoute, requireJson } from './errors.ts';
import { addressOf, createRouter, type RouterDependencies } from './router.ts';
import { traceRequests } from './trace.ts';
import { serveUpdates } from './updates.ts';

export type TrustProxy = Configuration['MARU_TRUST_PROXY'];

interface Dependencies extends RouterDependencies {
  trustProxy: TrustProxy;
  /** Folder of newer desktop apps; none unless given. */
  updatesDirectory: string | undefined;
  logger: Logger;
  metrics: Metrics;
  nextTrace(): string;
}

/**
 * The REST side of the front. Any origin may call it: nothing but the bearer token in a header authorises a request,
 * so a foreign page has nothing to borrow.
 */
export function createApplication(dependencies: Dependencies): Express {
  const { admit, trustProxy, logger, updatesDirectory } = dependencies;
  const application = express();
  application.disable('x-powered-by');
  application.set('query parser', 'simple');
  application.set('etag', false);
  application.set('trust proxy', trustProxy ?? false);
  application.use(cors({ maxAge: 86_400, exposedHeaders: ['Retry-After', 'X-Request-Id'] }));
  application.use((_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  application.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  application.get(
    '/openapi.json',
    serveDocument((documents) => documents.createOpenApi()),
  );
  application.get(
    '/asyncapi.json',
    serveDocument((documents) => documents.createAsyncApi()),
  );
  if (updatesDirectory !== undefined) application.use('/updates', serveUpdates(updatesDirectory));
  application.use(traceRequests(dependencies));
  application.use(async (request, _response, next) => {
    await admit('address', addressOf(request));
    next();
  });
  application.use(requireJson, express.json({ limit: limits.requestBodyBytes }));
  application.use(createRouter(dependencies));
  application.use(noRoute);
  application.use(errorHandler(logger));
  return application;
}

type Documents = typeof import('../../../contract/documents/index.ts');

/** Made, and its generator loaded, at the first request: few people ever ask. */
function serveDocument(create: (documents: Documents) => object): RequestHandler {
  let document: object | undefined;
  return async (_request, response) => {
    document ??= create(await import('../../../contract/documents/index.ts'));
    response.json(document);
  };
}
