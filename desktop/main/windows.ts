import type { RoomId } from '../../backend/contract/index.ts';
import type { Notice, NoticeContent, WantedRoom, WindowState } from '../ipc/index.ts';
import type { KeptValue } from './kept-value.ts';
import { WindowLooks } from './window-looks.ts';
import type { Bounds, KeptLooks, WindowLook } from './window-state.ts';

/** The part of a window of the system that is needed. */
export interface SystemWindow {
  /** Who it is when its page calls. */
  readonly contentsId: number;
  bounds(): Bounds;
  hasFocus(): boolean;
  /** Shows it, restores it when it is minimised, and gives it the focus. */
  bringToFront(): void;
  hide(): void;
  /** Without asking `onClosing`. */
  destroy(): void;
  reload(): void;
  setAlwaysOnTop(alwaysOnTop: boolean): void;
  setOpacity(opacity: number): void;
  /** A small sign on its button in the task bar, with words for whoever cannot see it; without words none. */
  mark(words: string | undefined): void;
  tell(notice: Notice, content?: unknown): void;
  /** Before it closes; the answer says whether it may. */
  onClosing(mayClose: () => boolean): void;
}

interface Options {
  looks: KeptValue<KeptLooks>;
  open(roomId: RoomId | undefined, look: WindowLook): SystemWindow;
  /** Whether the closed main window lives on, hidden. */
  hidesMain(): boolean;
  quit(): void;
}

const main = undefined;
type Which = RoomId | typeof main;

/** The main window and the rooms' own ones; how each was left is remembered. */
export class Windows {
  readonly #options: Options;
  readonly #looks: WindowLooks;
  readonly #open = new Map<Which, SystemWindow>();
  /** What the window's page has not been told yet. */
  readonly #wanted = new Map<Which, WantedRoom>();
  #mark: string | undefined;
  #quitting = false;

  constructor(options: Options) {
    this.#options = options;
    this.#looks = new WindowLooks(options.looks);
  }

  /** From here on every window that closes is gone. */
  quitting(): void {
    this.#quitting = true;
    for (const which of this.#open.keys()) this.#remember(which);
  }

  /** When it is on the disk how the windows were left. */
  settled(): Promise<void> {
    return this.#looks.settled();
  }

  showMain(): void {
    this.#show(main);
  }

  /** Marks the main window in the task bar; without words there is nothing to say. */
  mark(words: string | undefined): void {
    this.#mark = words;
    this.#open.get(main)?.mark(words);
  }

  /** The room's own window comes to the front; its page is led to the message, if one is named. */
  openRoom(roomId: RoomId, seq?: number): void {
    if (seq === undefined) this.#show(roomId);
    else this.#ask(roomId, { roomId, seq });
  }

  /** The room's own window comes to the front; where there is none, the main window is told and decides. */
  want(roomId: RoomId): void {
    if (this.#open.has(roomId)) this.#show(roomId);
    else this.#ask(main, { roomId });
  }

  /** What the window that asks is wanted to show; told once. */
  takeWanted(contentsId: number): WantedRoom | undefined {
    const which = this.#whichIs(contentsId);
    const wanted = this.#wanted.get(which);
    this.#wanted.delete(which);
    return wanted;
  }

  isFocused(roomId: RoomId): boolean {
    return this.#open.get(roomId)?.hasFocus() ?? false;
  }

  isMain(contentsId: number): boolean {
    return this.#open.get(main)?.contentsId === contentsId;
  }

  tellAll<N extends Notice>(notice: N, content?: NoticeContent<N>): void {
    for (const window of this.#open.values()) window.tell(notice, content);
  }

  /** Rooms of another server mean nothing: their windows close, the main one loads anew. */
  startAnew(): void {
    this.#wanted.delete(main);
    for (const [which, window] of [...this.#open]) if (which !== main) this.#end(which, window);
    this.#open.get(main)?.reload();
  }

  state(contentsId: number): WindowState {
    const which = this.#whichIs(contentsId);
    const { alwaysOnTop, opacity } = this.#looks.of(which);
    return { ...(which !== main && { roomId: which }), alwaysOnTop, opacity };
  }

  setAlwaysOnTop(contentsId: number, alwaysOnTop: boolean): void {
    const which = this.#whichIs(contentsId);
    this.#open.get(which)?.setAlwaysOnTop(alwaysOnTop);
    this.#looks.keep(which, { alwaysOnTop });
  }

  setOpacity(contentsId: number, opacity: number): void {
    const which = this.#whichIs(contentsId);
    this.#open.get(which)?.setOpacity(opacity);
    this.#looks.keep(which, { opacity });
  }

  /** A page that has not loaded yet does not hear of it, but asks when it has. */
  #ask(which: Which, wanted: WantedRoom): void {
    this.#wanted.set(which, wanted);
    this.#show(which);
    this.#open.get(which)?.tell('room.wanted');
  }

  #show(which: Which): void {
    const there = this.#open.get(which);
    if (there) there.bringToFront();
    else this.#create(which);
    // What left the task bar comes back to it without its mark.
    if (which === main) this.#open.get(main)?.mark(this.#mark);
  }

  #create(which: Which): void {
    const window = this.#options.open(which, this.#looks.of(which));
    this.#open.set(which, window);
    window.onClosing(() => this.#mayClose(which, window));
  }

  #mayClose(which: Which, window: SystemWindow): boolean {
    this.#remember(which);
    if (which === main && !this.#quitting && this.#options.hidesMain()) {
      window.hide();
      return false;
    }
    this.#forget(which);
    if (which === main && !this.#quitting) this.#options.quit();
    return true;
  }

  #end(which: Which, window: SystemWindow): void {
    this.#remember(which);
    this.#forget(which);
    window.destroy();
  }

  #forget(which: Which): void {
    this.#open.delete(which);
    this.#wanted.delete(which);
  }

  #whichIs(contentsId: number): Which {
    for (const [which, window] of this.#open) if (window.contentsId === contentsId) return which;
    throw new Error('this window is closing');
  }

  #remember(which: Which): void {
    const bounds = this.#open.get(which)?.bounds();
    if (bounds) this.#looks.keep(which, { bounds });
  }
}
