import { useClient } from '../../state/client.ts';
import { useShortcut } from '../../state/shortcuts.ts';
import { showRoom, showSection, viewStore } from '../../state/view.ts';
import { chatOrder, filteredChats } from './chat-order.ts';

/** Alt with an arrow key goes to the chat above or below the open one, as the list shows them. */
export function useWalkChats(): void {
  const { stores } = useClient();
  useShortcut('previousChat', () => walk(-1));
  useShortcut('nextChat', () => walk(1));

  function walk(step: 1 | -1): void {
    const { roomId, chatFilter, dialog } = viewStore.getState();
    if (dialog) return;
    const { ids, byId } = stores.rooms.getState();
    const rooms = filteredChats(chatOrder(ids, byId), chatFilter, roomId);
    const at = rooms.findIndex((room) => room.roomId === roomId);
    const next = rooms[at < 0 ? 0 : at + step];
    if (!next) return;
    showSection('chats');
    showRoom(next.roomId);
  }
}
