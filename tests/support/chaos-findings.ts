import type { ChatMessage, RoomId } from '../../backend/contract/index.ts';
import type { Acknowledgement } from './chaos-acknowledgements.ts';
import type { ChaosClient } from './chaos-client.ts';

/** How often something that must never be was found. */
export interface Findings {
  /** Acknowledged, but not in the history. */
  lost: number;
  /** Stored more than once. */
  doubled: number;
  /** Places in a history at which the next seq does not follow. */
  gaps: number;
  /** Times that somebody saw something else than the history, or something in another order. */
  disordered: number;
}

export const noFindings: Findings = { lost: 0, doubled: 0, gaps: 0, disordered: 0 };

export const sumOf = (one: Findings, other: Findings): Findings => ({
  lost: one.lost + other.lost,
  doubled: one.doubled + other.doubled,
  gaps: one.gaps + other.gaps,
  disordered: one.disordered + other.disordered,
});

/** Holds a room's history against what was acknowledged in it and what everybody has seen of it. */
export function findingsIn(
  stored: readonly ChatMessage[],
  acknowledged: readonly Acknowledgement[],
  seen: readonly (readonly ChatMessage[])[],
): Findings {
  const ids = stored.flatMap(({ clientMessageId }) => clientMessageId ?? []);
  const known = new Set(ids);
  return {
    lost: acknowledged.filter(({ clientMessageId }) => !known.has(clientMessageId)).length,
    doubled: ids.length - known.size,
    gaps: stored.filter(({ seq }, at) => seq !== (stored[at - 1]?.seq ?? 0) + 1).length,
    disordered: seen.filter((messages) => !isSame(messages, stored)).length,
  };
}

const isSame = (some: readonly ChatMessage[], others: readonly ChatMessage[]): boolean =>
  some.length === others.length && some.every(({ messageId }, at) => messageId === others[at]?.messageId);

/** What a client itself noticed, in words. */
export const wrongsOf = (clients: readonly ChaosClient[]): string[] =>
  clients.flatMap(({ person, wrongs }) => wrongs.map((wrong) => `${person.userId}: ${wrong}`));

export const seenOf = (clients: readonly ChaosClient[], roomId: RoomId): ChatMessage[][] =>
  clients.map(({ seen }) => seen.get(roomId) ?? []);
