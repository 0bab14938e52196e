import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import { type TrayAction, type TrayState, trayEntries, trayTitle } from './tray-menu.ts';
import type { Words } from './words.ts';

/** Pixels; the bar of macOS is lower. */
const size = process.platform === 'darwin' ? { width: 18, height: 18 } : { width: 32, height: 32 };

interface Options {
  /** Folder of the icons. */
  icons: string;
  profile: string | undefined;
  state(): TrayState;
  words(): Words;
  run(action: Exclude<TrayAction, 'newProfile'>): void;
  /** The menu of the other profiles. */
  profiles(): MenuItemConstructorOptions[];
}

/** The icon beside the clock. The returned function shows the state as it is then. */
export function openTray({ icons, profile, state, words, run, profiles }: Options): () => void {
  const image = (name: string) => nativeImage.createFromPath(`${icons}/${name}.png`).resize(size);
  const tray = new Tray(image('maru-32'));
  tray.on('click', () => run('open'));
  const item = ({ action, label }: ReturnType<typeof trayEntries>[number]): MenuItemConstructorOptions =>
    action === 'newProfile' ? { label, submenu: profiles() } : { label, click: () => run(action) };
  return () => {
    const now = state();
    tray.setImage(image(now.unread > 0 ? 'unread/tray-32' : 'maru-32'));
    tray.setToolTip(trayTitle(now, profile, words()));
    tray.setContextMenu(Menu.buildFromTemplate(trayEntries(now, words()).map(item)));
  };
}
