/** Electron's main process: one instance, one window, a guarded door. Decisions live in the files beside; this one wires them. */
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, safeStorage, session, shell } from 'electron';
import { parseServerUrl } from './addresses.ts';
import { createChannelHandlers } from './handlers.ts';
import { openDoor } from './ipc-door.ts';
import { bringToFront, openMainWindow } from './main-window.ts';
import { restrict } from './restrictions.ts';
import { registerScheme, serveRenderer } from './serve-renderer.ts';
import { trustedEncryption } from './system-encryption.ts';
import { TokenVault } from './token-vault.ts';
import { createVaultFile, vaultFileName } from './vault-file.ts';

const built = join(import.meta.dirname, '..');

async function start(): Promise<void> {
  const serverUrl = parseServerUrl(process.env.MARU_SERVER_URL);
  registerScheme();
  app.enableSandbox();
  await app.whenReady();
  restrict(app, session.defaultSession);
  serveRenderer(join(built, 'renderer'), serverUrl);
  const vaultFile = createVaultFile(join(app.getPath('userData'), vaultFileName(serverUrl)));
  const vault = new TokenVault(trustedEncryption(safeStorage, process.platform), vaultFile);
  openDoor(
    ipcMain,
    createChannelHandlers({
      info: { version: app.getVersion(), platform: process.platform, serverUrl },
      vault,
      setBadge: (unread) => void app.setBadgeCount(unread),
      openExternal: (url) => shell.openExternal(url),
    }),
  );
  const preload = join(built, 'preload', 'index.cjs');
  openMainWindow(preload);
  app.on('activate', () => BrowserWindow.getAllWindows().length === 0 && openMainWindow(preload));
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => bringToFront(BrowserWindow.getAllWindows()[0]));
  app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
  start().catch((error: unknown) => {
    console.error(`maru: ${error instanceof Error ? error.message : String(error)}`);
    app.exit(1);
  });
} else {
  app.quit();
}
