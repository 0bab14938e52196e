import { useWalkChats } from '../features/chats/index.ts';
import { useShortcut } from '../state/shortcuts.ts';
import { searchAllChats, showDialog, showSection } from '../state/view.ts';

/** The shortcuts that work wherever one is. */
export function useAppShortcuts(): void {
  useShortcut('switcher', () => showDialog({ is: 'switcher' }));
  useShortcut('help', () => showDialog({ is: 'help' }));
  useShortcut('newChat', () => showDialog({ is: 'newGroup' }));
  useShortcut('searchAll', searchAllChats);
  useShortcut('friends', () => showSection('friends'));
  useShortcut('chats', () => showSection('chats'));
  useShortcut('drawer', () => showSection('drawer'));
  useShortcut('more', () => showSection('more'));
  useShortcut('settings', () => showDialog({ is: 'settings' }));
  useWalkChats();
}
