import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether the system starts Maru when somebody logs in. */
export type StartAtLogin = (start: boolean) => Promise<void>;

/** The part of Electron's app that is needed on Windows and macOS. */
interface LoginItems {
  setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void;
}

/** Windows and macOS have a list of such programs, Linux a folder of files. `configuration` is the user's, such as ~/.config. */
export function createStartAtLogin(
  items: LoginItems,
  place: { platform: string; configuration: string; program: string; args: string[]; name: string },
): StartAtLogin {
  const { args } = place;
  if (place.platform !== 'linux')
    return async (openAtLogin) => items.setLoginItemSettings({ openAtLogin, args });
  const folder = join(place.configuration, 'autostart');
  const file = join(folder, `${place.name}.desktop`);
  return async (start) => {
    if (!start) return rm(file, { force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(file, desktopEntry([place.program, ...args]));
  };
}

const desktopEntry = (command: readonly string[]): string =>
  `[Desktop Entry]\nType=Application\nName=Maru\nExec=${command.map(quoted).join(' ')}\nX-GNOME-Autostart-enabled=true\n`;

/** As the desktop entry specification asks for: quotes around, and a backslash before what means something in them. */
const quoted = (argument: string): string =>
  `"${argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
