/** How often is looked for a newer version. */
export const lookForUpdatesEvery = 6 * 3_600_000;

/** The part of electron-updater that is needed. */
export interface Updater {
  setFeedURL(options: { provider: 'generic'; url: string }): void;
  checkForUpdates(): Promise<unknown>;
  quitAndInstall(): void;
  on(event: 'update-downloaded', listener: () => void): void;
  on(event: 'error', listener: (error: Error) => void): void;
}

interface Options {
  /** Fetched when it is needed first; undefined where this app cannot replace itself (not packaged). */
  load(): Promise<Updater | undefined>;
  /** The server in use; newer versions lie under its `/updates`. */
  serverUrl(): string;
  enabled(): boolean;
  every(milliseconds: number, run: () => void): void;
  onReady(): void;
}

/** Newer versions from the own server, or none at all: nobody else is asked. */
export class Updates {
  readonly #options: Options;
  #updater: Updater | undefined;
  #ready = false;

  constructor(options: Options) {
    this.#options = options;
    options.every(lookForUpdatesEvery, () => void this.look());
  }

  /** A newer version waits to be installed. */
  get ready(): boolean {
    return this.#ready;
  }

  /** A server without updates, or none at all, is no reason to disturb anybody. */
  async look(): Promise<void> {
    if (!this.#options.enabled() || this.#ready) return;
    try {
      this.#updater ??= await this.#prepare();
      this.#updater?.setFeedURL({ provider: 'generic', url: `${this.#options.serverUrl()}/updates` });
      await this.#updater?.checkForUpdates();
    } catch {
      // Asked again later.
    }
  }

  restart(): void {
    if (this.#ready) this.#updater?.quitAndInstall();
  }

  async #prepare(): Promise<Updater | undefined> {
    const updater = await this.#options.load();
    updater?.on('update-downloaded', () => {
      this.#ready = true;
      this.#options.onReady();
    });
    // Without a listener an error ends the process; `look` has heard of it already.
    updater?.on('error', () => {});
    return updater;
  }
}
