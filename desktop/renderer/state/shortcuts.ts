import { useEffect, useRef } from 'react';

/** `key` with Ctrl (⌘ on a Mac), or with Alt instead. */
interface Keys {
  key: string;
  shift?: true;
  alt?: true;
}

/** Every shortcut of the app, as the help sheet lists them. */
export const shortcuts = {
  find: { key: 'f' },
  switcher: { key: 'k' },
  lock: { key: 'l' },
  newChat: { key: 'n' },
  searchAll: { key: 'f', shift: true },
  settings: { key: ',' },
  help: { key: '/' },
  friends: { key: '1' },
  chats: { key: '2' },
  drawer: { key: '3' },
  more: { key: '4' },
  previousChat: { key: 'ArrowUp', alt: true },
  nextChat: { key: 'ArrowDown', alt: true },
} as const satisfies Record<string, Keys>;

export type Shortcut = keyof typeof shortcuts;
export const keysFor = (name: Shortcut): Keys => shortcuts[name];

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

function matches(event: KeyboardEvent, name: Shortcut): boolean {
  const { key, shift = false, alt = false } = keysFor(name);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  return mod === !alt && event.altKey === alt && event.shiftKey === shift && keyOf(event) === key;
}

/** With a Korean layout the letter keys give jamo: their place on the keyboard says which one is meant. */
const keyOf = (event: KeyboardEvent): string =>
  event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.key;

/** Runs on a shortcut, as long as the component is there. */
export function useShortcut(name: Shortcut, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !matches(event, name)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [name]);
}
