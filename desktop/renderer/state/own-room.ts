import type { RoomId } from '../../../backend/contract/index.ts';
import { bridge } from './bridge.ts';
import { preferencesStore } from './preferences.ts';

/** The room of a window that shows one room only (`index.html#room=<id>`); undefined in the main window and in browsers. */
export const ownRoom: RoomId | undefined = bridge && roomIn(window.location.hash);

function roomIn(hash: string): RoomId | undefined {
  const [, id] = /^#room=([A-Za-z0-9_-]{1,64})$/.exec(hash) ?? [];
  return id as RoomId | undefined;
}

/** Opens the room in a window of its own where that is wanted, and leads to a message there; says whether it did. */
export function opensOwnWindow(roomId: RoomId, seq?: number): boolean {
  if (!bridge || roomId === ownRoom) return false;
  if (ownRoom === undefined && !preferencesStore.getState().roomWindows) return false;
  // It refuses while it is locked only, and then nobody can click.
  bridge.openRoom(roomId, seq).catch(() => {});
  return true;
}
