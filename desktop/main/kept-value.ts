import type { z } from 'zod';
import type { KeptFile } from './kept-file.ts';

/** A value that outlives the process, read once and then at hand. */
export class KeptValue<T> {
  readonly #file: KeptFile;
  #value: T;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: KeptFile, value: T) {
    this.#file = file;
    this.#value = value;
  }

  /** What cannot be read, parsed or understood is forgotten without a word: `otherwise` takes its place. */
  static async open<T>(file: KeptFile, schema: z.ZodType<T>, otherwise: T): Promise<KeptValue<T>> {
    const text = (await file.read().catch(() => undefined))?.toString() ?? '';
    return new KeptValue(file, parse(text, schema) ?? otherwise);
  }

  get value(): T {
    return this.#value;
  }

  /** Holds at once; resolves when it is on the disk. Writes follow each other. */
  async set(value: T): Promise<void> {
    this.#value = value;
    const write = () => this.#file.write(Buffer.from(JSON.stringify(value)));
    this.#writing = this.#writing.then(write, write);
    await this.#writing;
  }

  /** When everything that was set is on the disk, or could not be written. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }
}

function parse<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
