import {
  type CommandRequest,
  type Mention,
  type Refusal,
  type RoomId,
  refuse,
} from '../../contract/index.ts';
import type { MessageRecord, MessageStore, ParticipantRecord, RoomStore } from '../../ports/index.ts';
import { mentionsOf, namedIn } from './mentions.ts';

type SendRequest = CommandRequest<'chatMessage.send'>;

/** What becomes of a request to send. */
export interface Admission {
  /** As it may be stored: with mentions of participants alone. */
  request: SendRequest;
  /** Why its sender may not write in the room at all. */
  outside?: Refusal;
  /** Why it cannot answer what it answers: nothing there, a system message, or from before its sender joined. */
  unanswerable?: Refusal;
}

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
}

/** Looks at a batch of requests: one look for all rooms and people, and one more per room in which somebody answers. */
export function createAdmissions({ rooms, messages }: Dependencies) {
  return async (requests: readonly SendRequest[]): Promise<Admission[]> => {
    const named = requests.flatMap(({ roomId, mentions }) =>
      namedIn(mentions).map((userId) => ({ roomId, userId })),
    );
    const [found, answered] = await Promise.all([
      rooms.findMemberships([...requests, ...named]),
      findAnswered(requests),
    ]);
    const members = new Map(found.members.map((member) => [keyOf(member.roomId, member.userId), member]));
    return requests.map((request) => {
      const { roomId, userId } = request;
      const own = members.get(keyOf(roomId, userId));
      if (!own) {
        const outside = refuse(found.rooms.has(roomId) ? 'not_a_participant' : 'room_not_found');
        return { request, outside };
      }
      const present = (mention: Mention) => members.has(keyOf(roomId, mention.userId));
      return { request: withMentions(request, present), ...answerRefusal(request, own, answered) };
    });
  };

  /** The messages that are answered, by room and seq. */
  async function findAnswered(requests: readonly SendRequest[]): Promise<Map<string, MessageRecord>> {
    const seqs = new Map<RoomId, number[]>();
    for (const { roomId, replyTo } of requests)
      if (replyTo !== undefined) seqs.set(roomId, [...(seqs.get(roomId) ?? []), replyTo]);
    const found = await Promise.all([...seqs].map(([roomId, wanted]) => messages.findBySeq(roomId, wanted)));
    return new Map(found.flat().map((message) => [keyOf(message.roomId, message.seq), message]));
  }
}

const keyOf = (roomId: string, inRoom: string | number): string => `${roomId} ${inRoom}`;

function withMentions(request: SendRequest, present: (mention: Mention) => boolean): SendRequest {
  if (request.mentions === undefined) return request;
  const { mentions, ...rest } = request;
  return { ...rest, ...mentionsOf(mentions, present) };
}

function answerRefusal(
  { roomId, replyTo }: SendRequest,
  { joinedSeq }: ParticipantRecord,
  answered: ReadonlyMap<string, MessageRecord>,
): Pick<Admission, 'unanswerable'> {
  if (replyTo === undefined) return {};
  const visible = replyTo > joinedSeq && answered.get(keyOf(roomId, replyTo))?.kind === 'text';
  return visible ? {} : { unanswerable: refuse('message_not_found') };
}
