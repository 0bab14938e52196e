/** Electron's main process: one instance a profile, a guarded door. Decisions live in the files beside; this one starts them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, session } from 'electron';
import { findRoomLink, linkScheme, parseRoomLink } from './deep-links.ts';
import { takeLinks } from './own-program.ts';
import { findProfile, profileDirectory } from './profile.ts';
import { restrict } from './restrictions.ts';
import { registerScheme, serveRenderer } from './serve-renderer.ts';
import { type Place, Shell } from './shell.ts';

const built = join(import.meta.dirname, '..');

async function start(place: Place): Promise<void> {
  registerScheme();
  // As root (a container) Chromium runs only without it, and then whoever starts it says so.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  if (place.profile === undefined) takeLinks(linkScheme);
  let link = findRoomLink(process.argv);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    link = parseRoomLink(url);
  });
  await app.whenReady();
  restrict(app, session.defaultSession);
  const { windows, server } = await Shell.open(place);
  serveRenderer(join(built, 'renderer'), () => server.url);
  windows.showMain();
  if (link) windows.want(link);
  follow(windows);
}

/** From now on the system asks: another start, a link, a click in the dock, the end. */
function follow(windows: Shell['windows']): void {
  app.on('second-instance', (_event, argv) => {
    const room = findRoomLink(argv);
    if (room) windows.want(room);
    else windows.showMain();
  });
  app.removeAllListeners('open-url');
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const room = parseRoomLink(url);
    if (room) windows.want(room);
  });
  app.on('activate', () => windows.showMain());
  app.on('before-quit', () => windows.quitting());
  quitSettled(windows);
}

/** Waits with the end until what is remembered is on the disk. */
function quitSettled(windows: Shell['windows']): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    void windows.settled().then(() => app.quit());
  });
}

function run(): void {
  const home = app.getPath('userData');
  const profile = findProfile(process.argv);
  mkdirSync(profileDirectory(home, profile), { recursive: true });
  app.setPath('userData', profileDirectory(home, profile));
  // A second start of the profile has told the first one all it had to say.
  if (app.requestSingleInstanceLock())
    start({ built, home, profile, serverUrl: process.env.MARU_SERVER_URL }).catch(fail);
  else app.quit();
}

function fail(error: unknown): void {
  console.error(`maru: ${error instanceof Error ? error.message : String(error)}`);
  app.exit(1);
}

try {
  run();
} catch (error) {
  fail(error);
}
