/** Stands for the system in the tests of the shell. */
import type { z } from 'zod';
import type { Notice } from '../ipc/index.ts';
import type { KeptFile } from './kept-file.ts';
import { KeptValue } from './kept-value.ts';
import type { Bounds } from './window-state.ts';
import type { SystemWindow } from './windows.ts';

/** A file in memory. */
export class MemoryFile implements KeptFile {
  content: Buffer | undefined;

  constructor(text?: string) {
    this.content = text === undefined ? undefined : Buffer.from(text);
  }

  async read() {
    return this.content;
  }

  async write(content: Buffer) {
    this.content = content;
  }

  async remove() {
    this.content = undefined;
  }
}

export const kept = <T>(schema: z.ZodType<T>, otherwise: T, file = new MemoryFile()): Promise<KeptValue<T>> =>
  KeptValue.open(file, schema, otherwise);

/** A window without a screen, with everything that happened to it. */
export class FakeWindow implements SystemWindow {
  static #made = 0;
  readonly contentsId = ++FakeWindow.#made;
  readonly happened: string[] = [];
  readonly told: [Notice, unknown][] = [];
  readonly marks: (string | undefined)[] = [];
  place: Bounds = { x: 10, y: 20, width: 500, height: 600 };
  focused = false;
  #mayClose = () => true;

  /** Somebody clicks on its cross; says whether it is gone. */
  clickClose = (): boolean => this.#mayClose();
  bounds = () => this.place;
  hasFocus = () => this.focused;
  bringToFront = () => void this.happened.push('front');
  hide = () => void this.happened.push('hide');
  destroy = () => void this.happened.push('destroy');
  reload = () => void this.happened.push('reload');
  setAlwaysOnTop = (on: boolean) => void this.happened.push(`on top ${on}`);
  setOpacity = (opacity: number) => void this.happened.push(`opacity ${opacity}`);
  mark = (words: string | undefined) => void this.marks.push(words);
  tell = (notice: Notice, content?: unknown) => void this.told.push([notice, content]);
  onClosing = (mayClose: () => boolean) => {
    this.#mayClose = mayClose;
  };
}
