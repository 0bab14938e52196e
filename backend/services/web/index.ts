import { createServer } from 'node:http';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { listen } from '../../runtime/index.ts';

export interface WebDependencies {
  host: string;
  port: number;
  /** Folder of the built renderer. */
  directory: string;
  /** Where the page finds the front; default: the page's own host at `frontPort`. */
  frontUrl: string | undefined;
  frontPort: number;
}

export interface Web extends AsyncDisposable {
  port: number;
}

/** The desktop's renderer as a web client: static files with the same strict content security policy. */
export async function startWeb(dependencies: WebDependencies): Promise<Web> {
  const server = createServer(createApplication(dependencies));
  const port = await listen(server, dependencies);
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function createApplication({ directory, frontUrl, frontPort }: WebDependencies): Express {
  const application = express();
  application.disable('x-powered-by');
  application.use(compression());
  application.use((request, response, next) => {
    const front = frontUrl ?? frontBeside(request.hostname, frontPort);
    if (front === undefined) return void response.sendStatus(400);
    response.locals.front = front;
    response.set({
      'Content-Security-Policy': contentSecurityPolicy(front),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  });
  application.get('/configuration.json', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ frontUrl: response.locals.front });
  });
  application.use(
    '/assets',
    express.static(`${directory}/assets`, { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  application.use(express.static(directory, { maxAge: 0 }));
  application.use(answerError);
  return application;
}

/** The front on the host that the page was asked from; undefined when that is no name or address. */
function frontBeside(hostname: string | undefined, port: number): string | undefined {
  const front = `http://${hostname}:${port}`;
  return /^[\w.-]+$|^\[[\da-f:.]+\]$/i.test(hostname ?? '') && URL.canParse(front) ? front : undefined;
}

/** A status and its name; Express by itself would show the stack. */
const answerError: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  if (response.headersSent) return next(error);
  response.sendStatus(error.status ?? 500);
};

/** Only own scripts and styles; connections only to the page's host and the front, by HTTP and WebSocket. */
function contentSecurityPolicy(front: string): string {
  const webSocket = new URL(front).origin.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${new URL(front).origin} ${webSocket}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
