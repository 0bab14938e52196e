import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Opens the desktop app on the given server. Electron downloads its binary on first use; where that cannot be had, or there is no
 * screen, one line says so and the web client stays.
 */
export async function openDesktop(root: string, serverUrl: string): Promise<void> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return console.log(
      'No screen here, so the desktop app stays closed; use the address above in a browser.',
    );
  }
  const binary = (await findElectron(root)) ?? (await downloadElectron(root));
  if (!binary) return console.log('No Electron binary can be had here; use the address above in a browser.');
  const environment = { ...process.env, MARU_SERVER_URL: serverUrl };
  const app = spawn(binary, [root], { stdio: 'inherit', env: environment });
  app.on('error', ({ message }) =>
    console.log(`The desktop app did not open (${message}); use the address above in a browser.`),
  );
  app.on('exit', () => console.log('The desktop app was closed; the server goes on until Ctrl+C.'));
  process.on('exit', () => app.kill());
}

/** The Electron that is here already, or that `ELECTRON_OVERRIDE_DIST_PATH` names. */
export async function findElectron(root: string): Promise<string | undefined> {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const binary = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
}

async function downloadElectron(root: string): Promise<string | undefined> {
  console.log('Maru: downloading Electron, once …');
  const install = spawn(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    stdio: 'ignore',
  });
  const [code] = await once(install, 'exit');
  return code === 0 ? findElectron(root) : undefined;
}
