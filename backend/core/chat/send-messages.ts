import {
  accept,
  type ChatMessage,
  type CommandRequest,
  type MessageId,
  type Outcome,
  refuse,
} from '../../contract/index.ts';
import {
  type Clock,
  EngineUnavailable,
  type IdGenerator,
  type MessageRecord,
  type MessageStore,
  type ProfileStore,
  type ReadMove,
  type RoomStore,
} from '../../ports/index.ts';
import { viewMessages } from './message-view.ts';

type SendRequest = CommandRequest<'chatMessage.send'>;

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
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
export function createSendMessages({ rooms, messages, profiles, clock, ids }: Dependencies) {
  return async (requests: readonly SendRequest[]): Promise<Outcome<ChatMessage>[]> => {
    const refused = await findRefusals(requests);
    const allowed = requests.filter((_, index) => !refused[index]);
    const stored = await storeAll(allowed);
    const views = await viewMessages([...stored.values()], messages);
    const viewed = new Map([...stored.keys()].map((key, at) => [key, views[at]]));
    return requests.map((request, index) => {
      const refusal = refused[index];
      if (refusal) return refusal;
      const message = viewed.get(keyOf(request));
      if (!message) throw new Error('a message was neither stored nor refused');
      return accept(message);
    });
  };

  async function findRefusals(requests: readonly SendRequest[]) {
    const found = await rooms.findMemberships(requests);
    const members = new Set(found.members.map(({ roomId, userId }) => memberKey(roomId, userId)));
    return requests.map(({ roomId, userId }) => {
      if (members.has(memberKey(roomId, userId))) return undefined;
      return refuse(found.rooms.has(roomId) ? 'not_a_participant' : 'room_not_found');
    });
  }

  async function storeAll(requests: readonly SendRequest[]): Promise<Map<string, MessageRecord>> {
    const stored = new Map<string, MessageRecord>();
    const nicknames = await findNicknames(requests);
    let open = requests;
    for (let race = 0; open.length > 0; race++) {
      if (race === raceLimit) throw new EngineUnavailable('Other writers keep changing the same rooms.');
      for (const message of await messages.findSent(open)) stored.set(keyOf(message), message);
      const fresh = await number(
        open.filter((request) => !stored.has(keyOf(request))),
        nicknames,
      );
      const { conflicts } = await messages.insert(fresh);
      for (const message of fresh) if (!conflicts.has(message.roomId)) stored.set(keyOf(message), message);
      open = open.filter((request) => !stored.has(keyOf(request)));
    }
    await rooms.advanceReadPositions(readMoves(stored.values()));
    return stored;
  }

  async function findNicknames(requests: readonly SendRequest[]): Promise<(request: SendRequest) => string> {
    const known = await profiles.find([...new Set(requests.map((request) => request.userId))]);
    return ({ userId }) => known.get(userId)?.nickname ?? userId;
  }

  /** Gives each new message the next seq of its room; the same message twice in a batch counts once. */
  async function number(requests: readonly SendRequest[], nickname: (request: SendRequest) => string) {
    const once = [...new Map(requests.map((request) => [keyOf(request), request])).values()];
    const ends = await messages.ends([...new Set(once.map((request) => request.roomId))]);
    const createdAt = new Date(clock.now()).toISOString();
    return once.map((request): MessageRecord => {
      const { replyTo: replySeq, ...content } = request;
      const end = ends.get(request.roomId) ?? { seq: 0, textCount: 0 };
      const place = { seq: end.seq + 1, textCount: end.textCount + 1 };
      ends.set(request.roomId, place);
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
function readMoves(stored: Iterable<MessageRecord>): ReadMove[] {
  const moves = new Map<string, ReadMove>();
  for (const { roomId, userId, seq, textCount } of stored) {
    const key = memberKey(roomId, userId);
    if ((moves.get(key)?.seq ?? 0) < seq) moves.set(key, { roomId, userId, seq, textCount });
  }
  return [...moves.values()];
}
