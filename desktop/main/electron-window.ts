import { BrowserWindow, nativeImage, screen } from 'electron';
import type { RoomId } from '../../backend/contract/index.ts';
import { pageUrlOf } from './addresses.ts';
import { addContextMenu } from './context-menu.ts';
import { mainSize, placeWindow, roomSize, smallestSize, type WindowLook } from './window-state.ts';
import type { SystemWindow } from './windows.ts';
import type { Words } from './words.ts';

interface Options {
  /** The built bridge. */
  preload: string;
  /** The sign of unread messages in the task bar: a file; the one for sharper screens lies beside it. */
  overlay: string;
  words(): Words;
}

/** A window of Electron where it was last time; `roomId` is undefined for the main one. */
export function openElectronWindow(
  roomId: RoomId | undefined,
  look: WindowLook,
  { preload, overlay, words }: Options,
): SystemWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(look.bounds, screens, roomId === undefined ? mainSize : roomSize),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    autoHideMenuBar: true,
    alwaysOnTop: look.alwaysOnTop,
    opacity: look.opacity,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: true,
      // Heart-beats and read positions go on while the window is hidden.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  addContextMenu(window.webContents, words);
  void window.loadURL(pageUrlOf(roomId));
  return wrap(window, pageUrlOf(roomId), overlay);
}

const wrap = (window: BrowserWindow, url: string, overlay: string): SystemWindow => ({
  contentsId: window.webContents.id,
  bounds: () => window.getNormalBounds(),
  hasFocus: () => window.isFocused(),
  bringToFront() {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  },
  hide: () => window.hide(),
  destroy: () => window.destroy(),
  // Not reload(): the policy of another server comes with the page, and the hash of a page that moved on does not stay.
  reload: () => void window.loadURL(url),
  setAlwaysOnTop: (alwaysOnTop) => window.setAlwaysOnTop(alwaysOnTop),
  setOpacity: (opacity) => window.setOpacity(opacity),
  mark(words) {
    // Elsewhere the app's own badge says it (`setBadge`).
    if (process.platform !== 'win32') return;
    window.setOverlayIcon(words === undefined ? null : nativeImage.createFromPath(overlay), words ?? '');
  },
  tell: (notice, content) => window.webContents.send(notice, content),
  onClosing(mayClose) {
    window.on('close', (event) => {
      if (!mayClose()) event.preventDefault();
    });
  },
});
