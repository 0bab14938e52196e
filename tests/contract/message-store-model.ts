import { isDeepStrictEqual } from 'node:util';
import type { RoomId } from '../../backend/contract/index.ts';
import type {
  MessageEdit,
  MessagePageQuery,
  MessageRecord,
  ReactionChange,
  RoomEnd,
} from '../../backend/ports/index.ts';

/** What a MessageStore is, without an engine: a list in which the two unique indexes are looked up by walking. */
export class ModelStore {
  readonly #messages: MessageRecord[] = [];

  insert(messages: readonly MessageRecord[]): Set<RoomId> {
    const conflicts = new Set<RoomId>();
    for (const each of messages) {
      if (conflicts.has(each.roomId)) continue;
      if (this.#messages.some((stored) => clashes(stored, each))) conflicts.add(each.roomId);
      else this.#messages.push(each);
    }
    return conflicts;
  }

  page({ roomId, after, before = Number.POSITIVE_INFINITY, take, limit }: MessagePageQuery): MessageRecord[] {
    const range = this.#messages
      .filter((each) => each.roomId === roomId && each.seq > after && each.seq < before)
      .sort((a, b) => a.seq - b.seq);
    return take === 'first' ? range.slice(0, limit) : range.slice(-limit);
  }

  end(roomId: RoomId): RoomEnd {
    const [last] = this.page({ roomId, after: 0, take: 'last', limit: 1 });
    return { seq: last?.seq ?? 0, textCount: last?.textCount ?? 0 };
  }

  findSent(key: MessageRecord): MessageRecord[] {
    return this.#messages.filter((each) => isSent(each, key));
  }

  edit(roomId: RoomId, seq: number, edit: MessageEdit): MessageRecord | undefined {
    const found = this.#sent(roomId, seq);
    if (!found) return undefined;
    const { mentions: _, ...rest } = found;
    return this.#replace({ ...rest, ...edit });
  }

  unsend(roomId: RoomId, seq: number, unsentAt: string): MessageRecord | undefined {
    const found = this.#find(roomId, seq);
    if (!found || found.unsentAt) return found;
    const { mentions: _, reactions: __, editedAt: ___, ...rest } = found;
    return this.#replace({ ...rest, message: '', unsentAt });
  }

  react(roomId: RoomId, seq: number, { on, ...mark }: ReactionChange, most: number) {
    const found = this.#sent(roomId, seq);
    if (!found) return undefined;
    const { reactions = [], ...rest } = found;
    const there = reactions.some((each) => isDeepStrictEqual(each, mark));
    if (there === on) return found;
    if (on && reactions.length === most) return 'full';
    const after = on ? [...reactions, mark] : reactions.filter((each) => !isDeepStrictEqual(each, mark));
    return this.#replace({ ...rest, ...(after.length > 0 ? { reactions: after } : {}) });
  }

  #find(roomId: RoomId, seq: number): MessageRecord | undefined {
    return this.#messages.find((each) => each.roomId === roomId && each.seq === seq);
  }

  #sent(roomId: RoomId, seq: number): MessageRecord | undefined {
    const found = this.#find(roomId, seq);
    return found?.unsentAt ? undefined : found;
  }

  #replace(changed: MessageRecord | undefined): MessageRecord | undefined {
    if (!changed) return undefined;
    const place = this.#messages.findIndex(
      ({ roomId, seq }) => roomId === changed.roomId && seq === changed.seq,
    );
    this.#messages[place] = changed;
    return changed;
  }
}

const isSent = (a: MessageRecord, b: MessageRecord): boolean =>
  a.roomId === b.roomId && a.userId === b.userId && a.clientMessageId === b.clientMessageId;

const clashes = (a: MessageRecord, b: MessageRecord): boolean =>
  (a.roomId === b.roomId && a.seq === b.seq) || isSent(a, b);
