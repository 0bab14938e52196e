import { useMemo } from 'react';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { noMessages, type OutboxEntry } from '../../../client/index.ts';
import { useMaru } from '../../state/client.ts';
import { type Timeline, timelineOf } from './timeline.ts';

const nothing: readonly OutboxEntry[] = [];

/** What the room shows: stored messages, then what waits to be sent. While newer pages are missing, nothing waits here. */
export function useTimeline(roomId: RoomId): Timeline {
  const messages = useMaru('messages', (state) => (state.byRoom[roomId] ?? noMessages).messages);
  const more = useMaru('messages', (state) => state.byRoom[roomId]?.hasMoreAfter ?? false);
  const outbox = useMaru('outbox', (state) => state.byRoom[roomId] ?? nothing);
  return useMemo(() => timelineOf(messages, more ? nothing : outbox), [messages, outbox, more]);
}
