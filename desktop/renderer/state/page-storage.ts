import type { KeyValueStorage } from '../../client/browser.ts';

/** What this page keeps on the device; where the browser lets pages keep nothing, it is forgotten with the page. */
export const pageStorage: KeyValueStorage = storageOfBrowser() ?? storageOfPage();

function storageOfBrowser(): KeyValueStorage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

function storageOfPage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

/** What was kept under the key, or undefined; whoever asks looks whether it has the form they want. */
export function keptValue(key: string): unknown {
  try {
    return JSON.parse(pageStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export function keptTexts(key: string): string[] {
  const kept = keptValue(key);
  return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string') : [];
}

export const keepValue = (key: string, value: unknown): void =>
  pageStorage.setItem(key, JSON.stringify(value));
