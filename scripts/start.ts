// `npm start`: builds the renderer when it is missing or older than its sources, runs all servers in this process on
// the embedded engines, and opens the desktop app where an Electron binary can be had.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { buildRenderer } from './build-renderer.ts';
import { openDesktop } from './open-desktop.ts';

const root = join(import.meta.dirname, '..');
enableCompileCache(join(root, 'node_modules', '.cache', 'maru'));

buildRenderer(root);
process.env.MARU_LOG_LEVEL ??= 'warn';
// After the compile cache is on, so that the backend's modules come from it.
const { main } = await import('../backend/main.ts');
const running = await main(['user', 'friend', 'chat', 'front', 'web', 'log-shipper', 'abuse-detector']);
if (running) {
  const { front, web } = running.ports;
  console.log(
    `Maru is ready: open http://localhost:${web} (server at http://localhost:${front}, Ctrl+C stops it).`,
  );
  await openDesktop(root, `http://localhost:${front}`);
}
