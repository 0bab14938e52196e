import {
  type ChatMessage,
  type ClientMessageId,
  endpoints,
  MaruError,
  messageText,
  type RoomId,
  sendTo,
  toMaruError,
  type UserId,
} from '../../backend/contract/index.ts';
import { backoff } from './backoff.ts';
import { type Link, messageReceipt } from './link.ts';
import { createOutboxEntries } from './outbox-entries.ts';
import type { Draft, Ids, OutboxStorage } from './ports.ts';
import type { Rest } from './rest.ts';
import type { Scope } from './scope.ts';
import type { OutboxEntry, OutboxStore } from './stores/index.ts';
import { textRefusal } from './text-refusal.ts';

/** Refusals that may pass (rate, a fault of the server) are tried this often before the user is asked. */
const mostRefusals = 8;
/** A stored message that has not arrived by then is looked for in the history. */
const arrivalPatience = 5_000;

export interface OutboxOptions {
  rest: Rest;
  store: OutboxStore;
  storage: OutboxStorage;
  scope: Scope;
  ids: Ids;
  random: () => number;
  me: UserId;
  link(): Link | undefined;
  /** A message came back as the answer to a POST. */
  onStored(message: ChatMessage): void;
  /** A message is stored, but did not arrive. */
  onMissing(roomId: RoomId): Promise<void>;
}

/**
 * Sends what the user wrote: in order per room, one at a time, each under one id for ever, so that the server
 * finds what it has already. Only a refusal for good ends that without success.
 */
export interface Outbox {
  restore(): Promise<void>;
  send(roomId: RoomId, draft: Draft): Promise<ClientMessageId>;
  retry(clientMessageId: ClientMessageId): Promise<void>;
  discard(clientMessageId: ClientMessageId): Promise<void>;
  /** Stored messages, however they came: their entries are done. */
  onArrived(roomId: string, messages: readonly ChatMessage[]): void;
  onOnline(): void;
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { rest, storage, scope, ids, random, me, link } = options;
  const entries = createOutboxEntries(options.store, storage);
  const busy = new Set<RoomId>();
  const refusals = new Map<string, number>();
  /** Sent over STOMP without an answer: asked by POST next, whose answer is the stored message itself. */
  const unanswered = new Set<string>();

  async function pump(roomId: RoomId): Promise<void> {
    const entry = entries.nextOf(roomId);
    if (!entry || busy.has(roomId) || !link() || !scope.active()) return;
    busy.add(roomId);
    const pause = await deliver(entry);
    if (!scope.active()) return;
    if (pause > 0) await new Promise<void>((resolve) => scope.clock.after(pause, resolve));
    busy.delete(roomId);
    await pump(roomId);
  }

  /** Returns how long the room has to wait before its next attempt. */
  async function deliver(entry: OutboxEntry): Promise<number> {
    const { clientMessageId } = entry;
    entries.mark(clientMessageId, 'sending');
    try {
      await (unanswered.has(clientMessageId) ? post(entry) : publish(entry));
      await stored(entry);
      return 0;
    } catch (error) {
      return scope.active() ? refused(entry, toMaruError(error)) : 0;
    }
  }

  async function publish(entry: OutboxEntry): Promise<void> {
    const current = link();
    if (!current) throw new MaruError('unavailable');
    const receipt = messageReceipt(entry.clientMessageId);
    await current.send(sendTo.room(entry.roomId), outgoing(entry), receipt);
  }

  async function post(entry: OutboxEntry): Promise<void> {
    const [{ roomId }, body] = [entry, outgoing(entry)];
    options.onStored(await rest.call(endpoints.sendMessage, { params: { roomId }, body }));
  }

  async function stored({ roomId, clientMessageId }: OutboxEntry): Promise<void> {
    refusals.delete(clientMessageId);
    unanswered.delete(clientMessageId);
    await entries.settle(clientMessageId);
    if (entries.find(clientMessageId))
      scope.clock.after(arrivalPatience, () => void miss(roomId, clientMessageId));
  }

  async function miss(roomId: RoomId, clientMessageId: ClientMessageId): Promise<void> {
    if (!entries.find(clientMessageId)) return;
    await options.onMissing(roomId);
    await entries.remove(clientMessageId);
  }

  async function refused({ clientMessageId }: OutboxEntry, error: MaruError): Promise<number> {
    const times = (refusals.get(clientMessageId) ?? 0) + 1;
    refusals.set(clientMessageId, times);
    const isSilence = error.code === 'timeout' || error.code === 'unavailable';
    if (!error.retryable || (!isSilence && times >= mostRefusals)) {
      refusals.delete(clientMessageId);
      await entries.fail(clientMessageId, error.code);
      return 0;
    }
    if (error.code === 'timeout') unanswered.add(clientMessageId);
    entries.mark(clientMessageId, 'pending');
    // Without a link the next one starts the room again; with one, the server needs a moment.
    return link() ? backoff(times, random) : 0;
  }

  return {
    restore: async () => {
      // A device that cannot keep anything has nothing that waits.
      entries.restore(await scope.guard(storage.load(me).catch(() => [])));
      for (const roomId of entries.rooms()) void pump(roomId);
    },
    send: async (roomId, { message, ...rest }) => {
      const parsed = messageText.safeParse(message);
      if (!parsed.success) throw textRefusal(parsed.error);
      const clientMessageId = ids.clientMessageId() as ClientMessageId;
      const createdAt = new Date(scope.clock.now()).toISOString();
      await entries.add({ ...rest, clientMessageId, roomId, userId: me, message: parsed.data, createdAt });
      void pump(roomId);
      return clientMessageId;
    },
    retry: async (clientMessageId) => {
      const entry = entries.find(clientMessageId);
      if (entry?.status !== 'failed') return;
      await entries.revive(clientMessageId);
      void pump(entry.roomId);
    },
    discard: (clientMessageId) => entries.remove(clientMessageId),
    onArrived: (roomId, messages) => {
      const waiting = options.store.getState().byRoom[roomId];
      if (!waiting) return;
      const arrived = new Set<string>(
        messages.filter(({ userId }) => userId === me).map((own) => own.clientMessageId),
      );
      for (const { clientMessageId } of waiting) {
        if (!arrived.has(clientMessageId)) continue;
        link()?.answer(messageReceipt(clientMessageId));
        void entries.remove(clientMessageId);
      }
    },
    onOnline: () => {
      for (const roomId of entries.rooms()) void pump(roomId);
    },
  };
}

/** The body of the SEND or the POST. */
function outgoing({ clientMessageId, message, replyTo, mentions, forwarded }: OutboxEntry) {
  return {
    clientMessageId,
    message,
    ...(replyTo ? { replyTo: replyTo.seq } : {}),
    ...(mentions ? { mentions: [...mentions] } : {}),
    ...(forwarded ? { forwarded } : {}),
  };
}
