import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { pageUrl } from './addresses.ts';
import { parseBounds, placeWindow, smallestSize } from './window-state.ts';

/** Opens the one window where it was last time. `preload` is the built bridge. */
export function openMainWindow(preload: string): BrowserWindow {
  const stateFile = join(app.getPath('userData'), 'window.json');
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(parseBounds(readText(stateFile)), screens),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      // Heart-beats and read positions go on while the window is hidden.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('close', () => writeFileSync(stateFile, JSON.stringify(window.getNormalBounds())));
  void window.loadURL(pageUrl);
  return window;
}

/** Starting the app again shows the window that is there already. */
export function bringToFront(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore();
  window?.show();
  window?.focus();
}

/** Empty when there is no such file yet. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
