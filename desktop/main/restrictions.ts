import { type App, type Session, shell, type WebContents } from 'electron';
import { isExternalLink, isOwnPage } from './addresses.ts';

/** Putting text into the clipboard, on a click: what "copy" in the menu of a message does. */
const copying = 'clipboard-sanitized-write';

/** What no page of this app may do, whatever it shows: leave, open windows, embed, ask for devices. */
export function restrict(app: App, session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => callback(permission === copying));
  session.setPermissionCheckHandler((_contents, permission) => permission === copying);
  session.setDevicePermissionHandler(() => false);
  app.on('web-contents-created', (_event, contents) => restrictContents(contents));
}

function restrictContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isExternalLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}
