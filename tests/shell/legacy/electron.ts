/**
 * Stands for the module `electron` in the build for Electron 9: the same module, with the few newer calls that Maru uses put on top
 * of what was there then. Nothing of it is in the product.
 */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as electron from 'electron';
import type { PlainResponse } from './web-answers.ts';

// Untyped on purpose: the types at hand describe another Electron.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Old = any;
const old = electron as Old;

const mediaTypes: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

old.app?.on('web-contents-created', (_event: Old, contents: Old) => {
  contents.on('will-navigate', (event: Old, url: string) => {
    event.url = url;
  });
  contents.setWindowOpenHandler = (handler: (details: { url: string }) => unknown) =>
    contents.on('new-window', (event: Old, url: string) => {
      event.preventDefault();
      handler({ url });
    });
  contents.session.setDevicePermissionHandler ??= () => {};
  contents.session.setSpellCheckerEnabled ??= () => {};
});

export const { app, BrowserWindow, contextBridge, ipcRenderer, Menu, nativeImage } = old;
export const { Notification, powerMonitor, screen, shell, Tray } = old;

export const session = {
  get defaultSession() {
    const current = old.session.defaultSession;
    current.setDevicePermissionHandler ??= () => {};
    current.setSpellCheckerEnabled ??= () => {};
    return current;
  },
};

export const ipcMain = {
  handle: (channel: string, listener: (event: Old, argument: unknown) => Promise<unknown>) =>
    old.ipcMain.handle(channel, (event: Old, argument: unknown) => {
      const senderFrame = { url: event.sender.getURL(), parent: null };
      return listener({ sender: event.sender, senderFrame }, argument);
    }),
};

export const safeStorage = {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString: (): Buffer => {
    throw new Error('there is no key store');
  },
  decryptString: (): string => {
    throw new Error('there is no key store');
  },
};

export const net = {
  async fetch(url: string) {
    const path = fileURLToPath(url);
    const headers = new Headers({ 'content-type': mediaTypes[extname(path)] ?? 'application/octet-stream' });
    return new Response((await readFile(path)) as never, { headers });
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Old[]) => {
    const known = ({ codeCache: _new, ...privileges }: Old) => privileges;
    old.protocol.registerSchemesAsPrivileged(
      schemes.map((scheme) => ({ ...scheme, privileges: known(scheme.privileges) })),
    );
  },
  handle: (scheme: string, handler: (request: { url: string }) => Promise<Old>) =>
    old.protocol.registerBufferProtocol(scheme, ({ url }: Old, answer: (response: Old) => void) => {
      const give = ({ status, headers, body }: PlainResponse) => {
        const named = Object.fromEntries(headers.values);
        const mimeType = named['content-type'];
        answer({ statusCode: status, headers: named, mimeType, data: Buffer.from(body as string) });
      };
      handler({ url }).then(give, () => answer({ error: -2 }));
    }),
};
