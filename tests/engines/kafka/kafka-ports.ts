import { connect } from 'node:net';
import { controllerPort } from './broker-properties.ts';

/** Below what operating systems give to outgoing connections, the controllers' ports included. */
const [firstPort, lastPort] = [12_000, 22_000];

/** Neighbouring ports: where told, or else free ones. Test files run side by side, so each process looks elsewhere first. */
export async function portsFrom(first: number | undefined, size: number): Promise<number[]> {
  const row = (from: number): number[] => Array.from({ length: size }, (_, at) => from + at);
  if (first !== undefined) return row(first);
  for (let tries = 0; tries < 100; tries++) {
    const from = firstPort + (((process.pid + tries) * 10) % (lastPort - firstPort));
    const wanted = row(from).flatMap((port) => [port, controllerPort(port)]);
    if (!(await Promise.all(wanted.map(isTaken))).includes(true)) return row(from);
  }
  throw new Error(`No free ports for Kafka between ${firstPort} and ${lastPort}.`);
}

const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
