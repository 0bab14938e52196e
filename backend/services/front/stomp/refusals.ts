import {
  type ClientMessageId,
  clientMessageId,
  type MaruError,
  type PersonalEvent,
  type RoomId,
} from '../../../contract/index.ts';
import { type Refusal, refuse } from '../../../stomp/index.ts';

/** An ERROR frame: the code in a header, the documented error as its body; the session ends. */
export function closeReason(error: MaruError): Refusal {
  return refuse(error.code, error.message, {
    headers: { 'content-type': 'application/json', retryable: String(error.retryable) },
    body: JSON.stringify(error.toBody()),
  });
}

/** A refused SEND, for its sender alone; the session goes on. */
export function refusedSend(
  error: MaruError,
  sent: { destination: string; roomId?: RoomId; body: unknown },
): PersonalEvent {
  const { destination, roomId, body } = sent;
  const id: ClientMessageId | undefined = clientMessageId.safeParse(
    (body as { clientMessageId?: unknown } | null)?.clientMessageId,
  ).data;
  return {
    type: 'error',
    ...error.toBody(),
    destination,
    ...(roomId ? { roomId } : {}),
    ...(id ? { clientMessageId: id } : {}),
  };
}
