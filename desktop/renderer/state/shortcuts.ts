import { useEffect, useRef } from 'react';

/** Every shortcut of the app, as the help sheet lists them. `mod` is Ctrl, and ⌘ on a Mac. */
export const shortcuts = {
  find: { key: 'f', mod: true },
  switcher: { key: 'k', mod: true },
  lock: { key: 'l', mod: true },
  newChat: { key: 'n', mod: true },
  searchAll: { key: 'f', mod: true, shift: true },
  settings: { key: ',', mod: true },
  help: { key: '/', mod: true },
  friends: { key: '1', mod: true },
  chats: { key: '2', mod: true },
  drawer: { key: '3', mod: true },
  more: { key: '4', mod: true },
} as const satisfies Record<string, { key: string; mod: true; shift?: true }>;

export type Shortcut = keyof typeof shortcuts;

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

function matches(event: KeyboardEvent, name: Shortcut): boolean {
  const wanted: { key: string; shift?: true } = shortcuts[name];
  const mod = isMac ? event.metaKey : event.ctrlKey;
  return mod && !event.altKey && event.shiftKey === (wanted.shift ?? false) && keyOf(event) === wanted.key;
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
