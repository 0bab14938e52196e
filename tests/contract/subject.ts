import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

/** A port on some engine, as a factory gives it to a suite. */
export interface Opened<P> {
  port: P;
  /** Models a restart: closes what is open and opens the same data again. Absent where that makes no sense. */
  reopen?(): Promise<P>;
  close(): Promise<void>;
}

export type Open<P> = () => Promise<Opened<P>>;

/** Opens the port once for the tests of the surrounding `describe`; all use names of their own. */
export function subject<P>(open: Open<P>): { port(): P; reopen(): Promise<P> } {
  let opened: Opened<P> | undefined;
  let port: P | undefined;
  before(async () => {
    opened = await open();
    port = opened.port;
  });
  after(() => opened?.close());
  const current = (): P => port ?? assert.fail('the port is not open yet');
  return {
    port: current,
    async reopen() {
      if (opened?.reopen) port = await opened.reopen();
      return current();
    },
  };
}

/** A name that no other test has, of lower-case letters and digits after the prefix. */
export const unique = (prefix: string): string => prefix + randomUUID().replaceAll('-', '').slice(-12);

/** Waits until a condition holds; engines over a network may take their time. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) assert.fail(`waited too long until ${what}`);
    await pause(5);
  }
}

/** A promise that the test settles. */
export const gate = (): PromiseWithResolvers<void> => Promise.withResolvers<void>();
