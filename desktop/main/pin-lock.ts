import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { LockState, PinChange, PinOutcome } from '../ipc/index.ts';
import type { KeptValue } from './kept-value.ts';

/** What is kept of a PIN. Wrong tries are kept with it, so that starting anew does not give new ones. */
export const pinRecord = z.object({
  /** 16 and 32 bytes in base64. */
  salt: z.string().regex(/^[A-Za-z0-9+/]{22}==$/),
  hash: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  wrongTries: z.int().min(0),
  /** Milliseconds since 1970; before that no PIN is looked at. */
  waitUntil: z.int().min(0),
});
export type PinRecord = z.infer<typeof pinRecord>;
export const keptPin = pinRecord.nullable();

const freeTries = 5;
const firstWait = 30_000;
const longestWait = 3_600_000;

/** Milliseconds to wait after so many wrong tries: nothing up to the fourth, 30 s at the fifth, twice as long at each further one. */
export const waitAfter = (wrongTries: number): number =>
  wrongTries < freeTries ? 0 : Math.min(firstWait * 2 ** (wrongTries - freeTries), longestWait);

interface Options {
  record: KeptValue<PinRecord | null>;
  /** Milliseconds since 1970. */
  now(): number;
  /** After every change of the state. */
  onChange(state: LockState): void;
}

/** The lock of the app. With a PIN it starts locked. */
export class PinLock {
  readonly #options: Options;
  #locked: boolean;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
    this.#locked = options.record.value !== null;
  }

  get state(): LockState {
    const record = this.#options.record.value;
    const waiting = Math.max(0, (record?.waitUntil ?? 0) - this.#options.now());
    return { hasPin: record !== null, locked: this.#locked, waitSeconds: Math.ceil(waiting / 1000) };
  }

  get locked(): boolean {
    return this.#locked;
  }

  /** Without a PIN nothing locks. */
  lock(): LockState {
    if (this.#options.record.value && !this.#locked) this.#become(true);
    return this.state;
  }

  unlock(pin: string): Promise<PinOutcome> {
    return this.#inTurn(async () => {
      const outcome = await this.#check(pin);
      if (outcome === 'done') this.#become(false);
      return outcome;
    });
  }

  setPin({ pin, current }: PinChange): Promise<PinOutcome> {
    return this.#inTurn(async () => {
      const outcome = await this.#check(current ?? '');
      if (outcome === 'done') await this.#replace(await createRecord(pin));
      return outcome;
    });
  }

  removePin(current: string): Promise<PinOutcome> {
    return this.#inTurn(async () => {
      const outcome = await this.#check(current);
      if (outcome === 'done') await this.forget();
      return outcome;
    });
  }

  /** Without asking: only for whoever gives up everything that the PIN guards. */
  async forget(): Promise<void> {
    this.#locked = false;
    await this.#replace(null);
  }

  async #replace(record: PinRecord | null): Promise<void> {
    await this.#options.record.set(record);
    this.#options.onChange(this.state);
  }

  /** One after the other: a thousand tries at once are a thousand tries. */
  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(run);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #check(pin: string): Promise<PinOutcome> {
    const record = this.#options.record.value;
    if (!record) return 'done';
    if (this.state.waitSeconds > 0) return 'wait';
    const right = timingSafeEqual(await hashOf(pin, record.salt), Buffer.from(record.hash, 'base64'));
    const wrongTries = right ? 0 : record.wrongTries + 1;
    const waitUntil = right ? 0 : this.#options.now() + waitAfter(wrongTries);
    if (!right || record.wrongTries > 0) await this.#replace({ ...record, wrongTries, waitUntil });
    return right ? 'done' : 'wrong';
  }

  #become(locked: boolean): void {
    this.#locked = locked;
    this.#options.onChange(this.state);
  }
}

async function createRecord(pin: string): Promise<PinRecord> {
  const salt = randomBytes(16).toString('base64');
  return { salt, hash: (await hashOf(pin, salt)).toString('base64'), wrongTries: 0, waitUntil: 0 };
}

/** 32 MiB of memory and some ten milliseconds a try. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 };

const hashOf = (pin: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const done = (error: Error | null, hash: Buffer) => (error ? reject(error) : resolve(hash));
    scrypt(pin, Buffer.from(salt, 'base64'), 32, cost, done);
  });
