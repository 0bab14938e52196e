/**
 * All of Maru on real engines, for a look by hand: `node tests/engines/up.ts [--free-ports]`. Stays until Ctrl+C. Without the option
 * everything listens where docker-compose.yml has it; a port that is taken is a line that names it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildRenderer } from '../../scripts/build-renderer.ts';
import { takenPorts } from './up/ports.ts';

const { values } = parseArgs({ options: { 'free-ports': { type: 'boolean', default: false } } });
const taken = values['free-ports'] ? [] : await takenPorts();
if (taken.length > 0) {
  const ports = taken.join(', ');
  console.error(`maru: Ports in use: ${ports}. Stop the other program, or take others with --free-ports.`);
  process.exit(1);
}
buildRenderer(join(import.meta.dirname, '../..'));

// A terminal tells Ctrl+C to all processes of a group, and brokers would be gone before the servers have said goodbye. So
// everything runs in a group of its own, and is told by the end of its input: whatever happens to this process.
const stay = spawn(process.execPath, [join(import.meta.dirname, 'up/stay.ts'), ...process.argv.slice(2)], {
  detached: true,
  stdio: ['pipe', 'inherit', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stay.stdin.end());
const [code] = await once(stay, 'exit');
process.exit(code ?? 1);
