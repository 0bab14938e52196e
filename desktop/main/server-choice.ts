import { z } from 'zod';
import { parseServerUrl } from './addresses.ts';
import type { KeptValue } from './kept-value.ts';
import type { TokenVault } from './token-vault.ts';

export const keptServer = z.object({ serverUrl: z.string() }).nullable();

/** The server that this profile talks to, and the vault of its log-in: each server has its own. */
export class ServerChoice {
  readonly #kept: KeptValue<z.infer<typeof keptServer>>;
  readonly #createVault: (serverUrl: string) => TokenVault;
  readonly #vaults = new Map<string, TokenVault>();
  #url: string;

  /** `given` (the environment's) goes before the one that was chosen last time. */
  constructor(
    kept: KeptValue<z.infer<typeof keptServer>>,
    given: string | undefined,
    createVault: (serverUrl: string) => TokenVault,
  ) {
    this.#kept = kept;
    this.#createVault = createVault;
    this.#url = parseServerUrl(given ?? kept.value?.serverUrl);
  }

  /** Without a trailing slash. */
  get url(): string {
    return this.#url;
  }

  get vault(): TokenVault {
    const vault = this.#vaults.get(this.#url) ?? this.#createVault(this.#url);
    this.#vaults.set(this.#url, vault);
    return vault;
  }

  /** Of every server that was used since the start. */
  async logOutEverywhere(): Promise<void> {
    for (const vault of this.#vaults.values()) await vault.clear();
  }

  async choose(serverUrl: string): Promise<void> {
    this.#url = parseServerUrl(serverUrl);
    await this.#kept.set({ serverUrl: this.#url });
  }
}
