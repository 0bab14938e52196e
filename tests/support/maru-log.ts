import {
  type ChatMessage,
  type CommandRequest,
  chatMessage,
  type RequestTopic,
  type Topic,
} from '../../backend/contract/index.ts';
import type { EventLog, LogRecord, OutgoingRecord } from '../../backend/ports/index.ts';

/** Everything that a topic holds so far and from now on. */
export interface Recording extends AsyncDisposable {
  records: LogRecord[];
}

export async function record(log: EventLog, topic: Topic | `${Topic}-dlt`): Promise<Recording> {
  const records: LogRecord[] = [];
  const reader = await log.read({
    topics: [topic],
    onBatch: async (batch) => {
      records.push(...batch.records);
    },
  });
  await reader.ready();
  return { records, [Symbol.asyncDispose]: () => reader.stop() };
}

let count = 0;

/** A REQUEST as a front writes it, to send a message. */
export function sendRequest(
  request: CommandRequest<'chatMessage.send'>,
  headers: Record<string, string> = {},
): OutgoingRecord {
  return {
    topic: 'kakao.chat.chatMessage.REQUEST' satisfies RequestTopic,
    key: request.roomId,
    value: JSON.stringify(request),
    headers: {
      type: 'chatMessage.send',
      correlationId: `by-hand-${count++}`,
      deadline: String(Date.now() + 60_000),
      ...headers,
    },
  };
}

/** The messages of accepted RESPONSE records. */
export function messagesIn(records: readonly LogRecord[]): ChatMessage[] {
  const accepted = records.filter(({ headers }) => headers.outcome === 'accepted');
  return accepted.map(({ value }) => chatMessage.parse(JSON.parse(value)));
}
