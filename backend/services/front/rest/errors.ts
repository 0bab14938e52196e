import type { ErrorRequestHandler, RequestHandler } from 'express';
import {
  type EndpointSpec,
  type ErrorCode,
  endpoints,
  MaruError,
  toMaruError,
} from '../../../contract/index.ts';
import type { Logger } from '../../../runtime/index.ts';
import { currentTrace } from './trace.ts';

/** What Express and its body parser throw by themselves, by their `type`. */
const parserErrors: Record<string, ErrorCode> = {
  'entity.parse.failed': 'malformed_json',
  'entity.too.large': 'body_too_large',
  'encoding.unsupported': 'unsupported_media_type',
  'charset.unsupported': 'unsupported_media_type',
  'request.size.invalid': 'invalid_request',
};

/** JSON is the only body that any call takes. */
export const requireJson: RequestHandler = (request, _response, next) => {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  next(hasBody && !request.is('application/json') ? new MaruError('unsupported_media_type') : undefined);
};

/** No route took the request: a wrong address, or a right one with a wrong method. */
export const noRoute: RequestHandler = (request, _response, next) => {
  const specs: EndpointSpec[] = Object.values(endpoints);
  const known = specs.some((spec) =>
    new RegExp(`^${spec.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(request.path),
  );
  next(new MaruError(known ? 'method_not_allowed' : 'not_found'));
};

/** The one place that answers errors: always the documented body, never a stack. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (cause, request, response, next) => {
    const error = normalise(cause);
    if (error.status >= 500) {
      const trace = { 'trace.id': currentTrace() };
      // The route's pattern, not its path: ids in lines would outlive those who had them.
      const route = String(request.route?.path ?? 'none');
      logger.error({ error, ...trace, method: request.method, route }, 'A request failed.');
    }
    if (response.headersSent) return next(cause);
    if (error.retryable) response.set('Retry-After', String(waitOf(error)));
    response.status(error.status).json(error.toBody());
  };
}

/** Seconds after which it may be tried again. */
function waitOf({ details }: MaruError): number {
  const { retryAfter } = (details ?? {}) as { retryAfter?: unknown };
  return typeof retryAfter === 'number' ? retryAfter : 1;
}

function normalise(cause: unknown): MaruError {
  const { type, status } = (cause ?? {}) as { type?: string; status?: number };
  const code = type === undefined ? undefined : parserErrors[type];
  if (code) return new MaruError(code, { cause });
  // Express refuses paths that are not valid percent-encoding with a plain 400.
  if (!(cause instanceof MaruError) && status !== undefined && status < 500)
    return new MaruError('invalid_request', { cause });
  return toMaruError(cause);
}
