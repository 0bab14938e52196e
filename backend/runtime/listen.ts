import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartError } from './configuration.ts';

/** Listens and gives the port; one that is taken or not allowed is a StartError that says so. */
export async function listen(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new StartError(explain(cause, host, port), { cause });
  }
  return (server.address() as AddressInfo).port;
}

function explain(cause: unknown, host: string, port: number): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use: stop the other program or choose another port.`;
  if (code === 'EACCES') return `Port ${port} needs more rights: choose one above 1023.`;
  return `Cannot listen on ${host}:${port}: ${message}`;
}
