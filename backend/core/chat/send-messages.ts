import {
  accept,
  type ChatMessage,
  type CommandRequest,
  type DomainEvent,
  type Handled,
  type MessageId,
} from '../../contract/index.ts';
import {
  type BlockStore,
  type Clock,
  EngineUnavailable,
  type IdGenerator,
  type MessageRecord,
  type MessageStore,
  type ProfileStore,
  type ReadMove,
  type RoomStore,
} from '../../ports/index.ts';
import { createAdmissions } from './admissions.ts';
import { refuseBlocked } from './blocks.ts';
import { viewMessages } from './message-view.ts';
import { createReappearances } from './reappearances.ts';
import { RoomEnds } from './room-ends.ts';

type SendRequest = CommandRequest<'chatMessage.send'>;
type Nickname = (request: SendRequest) => string;

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  blocks: BlockStore;
  profiles: ProfileStore;
  clock: Clock;
  ids: IdGenerator;
}

/** Times a writer may find that another one was faster before it leaves the batch to be read again. */
const raceLimit = 20;

const keyOf = ({ roomId, userId, clientMessageId }: SendRequest | MessageRecord): string =>
  `${roomId} ${userId} ${clientMessageId}`;
const memberKey = (roomId: string, userId: string): string => `${roomId} ${userId}`;

/**
 * Stores a batch of messages (design rules 1 to 3): what is known already gives its first outcome; the rest gets the
 * next seqs of its room and is inserted in order. A room whose insert met another writer is looked at afresh.
 * Answers stand in the order of the requests.
 */
export function createSendMessages({ rooms, messages, blocks, profiles, clock, ids }: Dependencies) {
  const ends = new RoomEnds(messages, clock);
  const reappear = createReappearances(rooms);
  const admit = createAdmissions({ rooms, messages });
  return async (requests: readonly SendRequest[]): Promise<Handled<ChatMessage>[]> => {
    // Side by side: none of these looks needs what another finds.
    const [admissions, blocked, sent, nicknames] = await Promise.all([
      admit(requests),
      refuseBlocked(blocks, requests),
      messages.findSent(requests),
      findNicknames(requests),
    ]);
    // A message that was stored before the block gives its first outcome again.
    const known = new Set(sent.map(keyOf));
    const refused = admissions.map(({ request, outside, unanswerable }, index) => {
      if (outside || known.has(keyOf(request))) return outside;
      return blocked[index] ?? unanswerable;
    });
    const allowed = admissions.map(({ request }) => request).filter((_, index) => !refused[index]);
    const stored = await storeAll(allowed, sent, nicknames);
    const events = await tell([...stored.values()]);
    const views = await viewMessages([...stored.values()], messages);
    const viewed = new Map([...stored.keys()].map((key, at) => [key, views[at]]));
    return requests.map((request, index) => {
      const refusal = refused[index];
      if (refusal) return { outcome: refusal };
      const message = viewed.get(keyOf(request));
      if (!message) throw new Error('a message was neither stored nor refused');
      return { outcome: accept(message), events: events.get(message.messageId) ?? [] };
    });
  };

  /** What else a stored message brings about: its sender has read up to it, and who put the room away has it again. */
  async function tell(stored: readonly MessageRecord[]): Promise<Map<MessageId, DomainEvent[]>> {
    const [events] = await Promise.all([reappear(stored), rooms.advanceReadPositions(readMoves(stored))]);
    return events;
  }

  /** `sent` is what of it was known before; it may hold messages of others than these requests. */
  async function storeAll(
    requests: readonly SendRequest[],
    sent: readonly MessageRecord[],
    nickname: Nickname,
  ): Promise<Map<string, MessageRecord>> {
    const stored = new Map<string, MessageRecord>();
    const asked = new Set(requests.map(keyOf));
    const keep = (found: readonly MessageRecord[]) => {
      for (const message of found) if (asked.has(keyOf(message))) stored.set(keyOf(message), message);
      return requests.filter((request) => !stored.has(keyOf(request)));
    };
    let open = keep(sent);
    for (let race = 0; open.length > 0; race++) {
      if (race === raceLimit) throw new EngineUnavailable('Other writers keep changing the same rooms.');
      const fresh = await number(open, nickname);
      const { conflicts } = await messages.insert(fresh);
      ends.learn(fresh, conflicts);
      open = keep(fresh.filter(({ roomId }) => !conflicts.has(roomId)));
      if (open.length > 0) open = keep(await messages.findSent(open));
    }
    return stored;
  }

  async function findNicknames(requests: readonly SendRequest[]): Promise<Nickname> {
    const known = await profiles.find([...new Set(requests.map((request) => request.userId))]);
    return ({ userId }) => known.get(userId)?.nickname ?? userId;
  }

  /** Gives each new message the next seq of its room; the same message twice in a batch counts once. */
  async function number(requests: readonly SendRequest[], nickname: Nickname) {
    const once = [...new Map(requests.map((request) => [keyOf(request), request])).values()];
    const places = await ends.of(once.map((request) => request.roomId));
    const createdAt = new Date(clock.now()).toISOString();
    return once.map((request): MessageRecord => {
      const { replyTo: replySeq, ...content } = request;
      const end = places.get(request.roomId) ?? { seq: 0, textCount: 0 };
      const place = { seq: end.seq + 1, textCount: end.textCount + 1 };
      places.set(request.roomId, place);
      const messageId = ids.next() as MessageId;
      const answering = replySeq === undefined ? {} : { replySeq };
      return {
        ...content,
        ...answering,
        ...place,
        messageId,
        nickname: nickname(request),
        kind: 'text',
        createdAt,
      };
    });
  }
}

/** Whoever sends has read up to their own message. */
function readMoves(stored: readonly MessageRecord[]): ReadMove[] {
  const moves = new Map<string, ReadMove>();
  for (const { roomId, userId, seq, textCount } of stored) {
    const key = memberKey(roomId, userId);
    if ((moves.get(key)?.seq ?? 0) < seq) moves.set(key, { roomId, userId, seq, textCount });
  }
  return [...moves.values()];
}
