import { useEffect, useMemo } from 'react';
import type { UserId } from '../../../backend/contract/index.ts';
import { useActions, useMaru } from '../state/client.ts';
import { useView } from '../state/view.ts';

/** Watches how friends are there, and the people of the open direct room. */
export function useWatchedPresence(): void {
  const { watchPresence } = useActions();
  const friends = useMaru('friends', (state) => state.ids);
  const roomId = useView((view) => view.roomId);
  const people = useMaru('rooms', (rooms) => {
    const room = rooms.byId[roomId ?? ''];
    return room?.kind === 'direct' ? room.participantIds : nobody;
  });
  const watched = useMemo(() => [...new Set([...people, ...friends])], [people, friends]);
  useEffect(() => watchPresence(watched), [watched, watchPresence]);
}

const nobody: readonly UserId[] = [];
