import { resolveAcknowledgement } from './acknowledgements.ts';
import type { Outcome } from './application.ts';
import { type Refusal, refuse, StompError } from './errors.ts';
import type { ClientFrame } from './frame.ts';
import { requireHeader } from './required-header.ts';
import type { Session } from './session.ts';
import type { Subscription } from './subscription.ts';

/** SEND, to the application. */
export function send<Principal>(session: Session<Principal>, { headers, body }: ClientFrame): Outcome {
  const destination = requireHeader(headers, 'destination');
  const { application } = session.context;
  if (application.onSend === undefined) return refuse('not-allowed', 'Nothing may be sent here');
  return application.onSend(session, { destination, headers, body });
}

/** SUBSCRIBE: pending until the application agreed, so that it can be revoked even before. */
export function subscribe<Principal>(session: Session<Principal>, { headers }: ClientFrame): Outcome {
  const subscription = session.table.add(headers, session, session);
  const outcome = session.context.application.onSubscribe?.(session, subscription, headers);
  if (outcome instanceof Promise)
    return outcome.then((refusal) => settleSubscribe(session, subscription, refusal));
  return settleSubscribe(session, subscription, outcome);
}

function settleSubscribe<Principal>(
  session: Session<Principal>,
  subscription: Subscription,
  refusal: Refusal | undefined,
): Refusal | undefined {
  if (refusal !== undefined) session.table.end(subscription, 'revoked');
  else if (subscription.state === 'pending') activate(session, subscription);
  // It ended while the application was thinking; now that it agreed it has to hear of the end.
  else session.reportEnd(subscription);
  return refusal;
}

function activate<Principal>(session: Session<Principal>, subscription: Subscription): void {
  subscription.state = 'active';
  session.context.counters.subscriptions += 1;
}

/** UNSUBSCRIBE. One that names nothing is fine: the subscription may have been ended from this side. */
export function unsubscribe<Principal>(session: Session<Principal>, { headers }: ClientFrame): undefined {
  for (const subscription of session.table.named(headers, session.version)) {
    session.endOne(subscription, 'unsubscribed');
  }
}

/** ACK and NACK. */
export function acknowledge<Principal>(session: Session<Principal>, frame: ClientFrame): Outcome {
  const acknowledgement = resolveAcknowledgement(frame, session.version, session.table);
  if (acknowledgement === undefined) return undefined;
  session.settled(acknowledgement.messageIds.length);
  return session.context.application.onAcknowledge?.(session, acknowledgement);
}

export function connectAgain(): never {
  throw new StompError('already-connected', 'The session is connected already');
}
