import { pathToFileURL } from 'node:url';
import { net, protocol } from 'electron';
import { rendererFile } from './addresses.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** Call before the app is ready: makes `app://` a standard, secure origin. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer as `app://maru/…`, with the content security policy of the server in use on every answer. */
export function serveRenderer(directory: string, serverUrl: () => string): void {
  protocol.handle('app', async (request) => {
    const file = rendererFile(directory, request.url);
    const answer = file && (await net.fetch(pathToFileURL(file).href).catch(() => undefined));
    if (!answer) return new Response('not found', { status: 404 });
    const headers = new Headers(answer.headers);
    headers.set('Content-Security-Policy', contentSecurityPolicy(serverUrl()));
    headers.set('X-Content-Type-Options', 'nosniff');
    return new Response(answer.body, { status: answer.status, headers });
  });
}
