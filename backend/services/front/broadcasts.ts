import {
  alert,
  chatEvent,
  chatMessage,
  friendEvent,
  lifetimes,
  topics,
  userEvent,
} from '../../contract/index.ts';
import type { LogRecord } from '../../ports/index.ts';
import {
  type BatchHandler,
  isTold,
  type PendingAnswers,
  parseValue,
  type ServerContext,
  startConsumer,
} from '../../runtime/index.ts';
import { tellChatEvent } from './chat-events.ts';
import type { EndedSessions } from './ended-sessions.ts';
import type { Signals } from './signals/index.ts';
import type { People } from './stomp/people.ts';
import type { RoomDeliveries } from './stomp/room-deliveries.ts';

interface Dependencies extends ServerContext {
  answers: PendingAnswers;
  deliveries: RoomDeliveries;
  people: People;
  ended: EndedSessions;
  signals: Signals;
}

/**
 * What every front hears. Messages and events from now on: whoever missed some catches up by seq. User events from one
 * access-token lifetime back, so that no session that ended while this front was away is let in: when this resolves, they are
 * all known.
 */
export async function startBroadcasts(dependencies: Dependencies): Promise<AsyncDisposable> {
  const { clock, logger, answers, deliveries, people, ended, signals } = dependencies;

  /** One record that cannot be read must not keep the others from their subscribers. */
  const perRecord = (handle: (record: LogRecord) => void): BatchHandler => {
    return async ({ topic, records }) => {
      for (const record of records) {
        try {
          handle(record);
        } catch (error) {
          logger.error({ error, topic, offset: String(record.offset) }, 'A broadcast record was skipped.');
        }
      }
    };
  };

  function onMessage(record: LogRecord): void {
    if (record.headers.outcome !== 'accepted') {
      answers.settle(record);
      return;
    }
    const message = chatMessage.parse(parseValue(record));
    deliveries.deliverMessage(message, record.value);
    answers.accept(record.headers.correlationId, message);
    const { roomId, seq } = message;
    logger.debug({ 'trace.id': record.headers.correlationId, roomId, seq }, 'A message was delivered.');
  }

  function onChatEvent(record: LogRecord): void {
    tellChatEvent(chatEvent.parse(parseValue(record)), { deliveries, people });
  }

  function onUserEvent(record: LogRecord): void {
    if (!isTold(record)) return;
    const event = userEvent.parse(parseValue(record));
    if (event.type === 'session.ended') {
      ended.add(event.sessionId, Date.parse(event.at));
      people.endSession(event.userId, event.sessionId);
    } else if (event.type === 'deleted') {
      // Each session was told to have ended before; this is for one that opened in between.
      people.endAll(event.userId);
    } else if (event.type === 'profile.changed') {
      people.tell(event.userId, { type: 'profile.changed', profile: event.profile });
    }
  }

  function onFriendEvent(record: LogRecord): void {
    const event = friendEvent.parse(parseValue(record));
    signals.hearFriend(event);
    if (event.type === 'friend.blocks') return;
    people.tell(event.userId, { type: 'friend.changed', friendUserId: event.friendUserId });
  }

  function onAlert(record: LogRecord): void {
    const told = alert.parse(parseValue(record));
    people.tell(told.userId, { type: 'alert', alert: told });
  }

  const [userEvents, others, told] = await Promise.all([
    startConsumer({
      ...dependencies,
      from: { since: clock.now() - lifetimes.accessToken * 1_000 },
      routes: { 'kakao.user.EVENT': perRecord(onUserEvent) },
    }),
    startConsumer({
      ...dependencies,
      from: 'latest',
      routes: {
        'kakao.chat.chatMessage.RESPONSE': perRecord(onMessage),
        'kakao.chat.EVENT': perRecord(onChatEvent),
        'kakao.friend.EVENT': perRecord(onFriendEvent),
        'kakao.abuse.ALERT': perRecord(onAlert),
      },
    }),
    // Everybody who is there is told again and again: one round of it is enough to know them all.
    startConsumer({
      ...dependencies,
      from: { since: clock.now() - topics['kakao.front.SIGNAL'].retention },
      routes: { 'kakao.front.SIGNAL': perRecord((record) => signals.hear(record)) },
    }),
  ]);
  // Whoever started this goes on to listen: by then it knows all that ended before.
  await userEvents.caughtUp();
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all([userEvents.stop(), others.stop(), told.stop()]);
    },
  };
}
