import type { ChatMessage } from '../../backend/contract/index.ts';
import { closedWindowLimit, newest } from './message-window.ts';
import { type MessagesStore, noMessages, type RoomMessages } from './stores/index.ts';

/** Closed rooms whose newest messages are kept, to show at once when one is opened again. */
const keptRooms = 10;

/** Writes windows into the messages store and bounds how many there are. */
export interface RoomWindows {
  get(roomId: string): RoomMessages | undefined;
  /** Opens the room's window, with what was kept of it. */
  open(roomId: string): RoomMessages;
  close(roomId: string): void;
  update(roomId: string, change: (room: RoomMessages) => RoomMessages): void;
  forget(roomId: string): void;
}

export function createRoomWindows(
  store: MessagesStore,
  /** Messages that are new in a window; and all that are new or others than before. */
  onUpdated: (roomId: string, added: readonly ChatMessage[], changed: readonly ChatMessage[]) => void,
): RoomWindows {
  /** Closed rooms, the longest closed first. */
  const closed = new Set<string>();

  const get = (roomId: string): RoomMessages | undefined => store.getState().byRoom[roomId];

  function put(roomId: string, room: RoomMessages): void {
    store.setState({ byRoom: { ...store.getState().byRoom, [roomId]: room } });
  }

  function forget(roomId: string): void {
    closed.delete(roomId);
    const { [roomId]: _, ...byRoom } = store.getState().byRoom;
    store.setState({ byRoom });
  }

  function update(roomId: string, change: (room: RoomMessages) => RoomMessages): void {
    const room = get(roomId);
    const changed = room && change(room);
    if (!changed || changed === room) return;
    put(roomId, changed);
    if (changed.messages === room.messages) return;
    const known = new Map(room.messages.map((message) => [message.seq, message]));
    const others = changed.messages.filter((message) => known.get(message.seq) !== message);
    const added = others.filter(({ seq }) => !known.has(seq));
    if (others.length > 0) onUpdated(roomId, added, others);
  }

  return {
    get,
    update,
    forget,
    open: (roomId) => {
      closed.delete(roomId);
      const room = get(roomId) ?? noMessages;
      put(roomId, room);
      return room;
    },
    close: (roomId) => {
      const room = get(roomId);
      // A window that lost its newest messages, or never had any, is of no use later.
      if (!room || room.hasMoreAfter || room.status.is !== 'ready') return forget(roomId);
      put(roomId, newest(room, closedWindowLimit));
      closed.add(roomId);
      for (const oldest of closed) if (closed.size > keptRooms) forget(oldest);
    },
  };
}
