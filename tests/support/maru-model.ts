import { strict as assert } from 'node:assert';

/** What three people do, told by number: people, rooms in the order of their making, seqs. */
export type Step =
  | { do: 'befriend'; who: number; whom: number }
  | { do: 'direct'; who: number; whom: number }
  | { do: 'group'; who: number; whom: number[] }
  | { do: 'send'; who: number; room: number; text: string; again: boolean }
  | { do: 'read'; who: number; room: number; seq: number }
  | { do: 'rename'; who: number; name: string };

interface ModelRoom {
  members: number[];
  messages: { who: number; text: string }[];
  read: Map<number, number>;
}

/** All of Maru that a history of steps can bring about, as simply as it can be said. */
export class Model {
  readonly friends: Set<number>[];
  readonly names: string[];
  readonly rooms: ModelRoom[] = [];

  constructor(names: readonly string[]) {
    this.names = [...names];
    this.friends = names.map(() => new Set());
  }

  /** The number of the room that opening gives: a direct room is found again. */
  open(kind: 'direct' | 'group', members: readonly number[]): number {
    const sorted = [...new Set(members)].sort();
    const found = kind === 'group' ? -1 : this.rooms.findIndex((room) => directs.get(room) === `${sorted}`);
    if (found >= 0) return found;
    const room = { members: sorted, messages: [], read: new Map() };
    if (kind === 'direct') directs.set(room, `${sorted}`);
    return this.rooms.push(room) - 1;
  }

  has(room: number, who: number): boolean {
    return this.room(room).members.includes(who);
  }

  /** The seq of the message. */
  send(number: number, who: number, text: string): number {
    const room = this.room(number);
    const seq = room.messages.push({ who, text });
    room.read.set(who, seq);
    return seq;
  }

  /** Where the reader stands then. */
  read(number: number, who: number, seq: number): number {
    const room = this.room(number);
    const moved = Math.max(room.read.get(who) ?? 0, Math.min(seq, room.messages.length));
    room.read.set(who, moved);
    return moved;
  }

  unread(number: number, who: number): number {
    const { messages, read } = this.room(number);
    return messages.length - (read.get(who) ?? 0);
  }

  room(number: number): ModelRoom {
    const room = this.rooms[number];
    assert.ok(room);
    return room;
  }
}

const directs = new WeakMap<ModelRoom, string>();
