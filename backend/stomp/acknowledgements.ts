import { parseAcknowledgementId } from './acknowledgement-id.ts';
import type { Acknowledgement } from './application.ts';
import { StompError } from './errors.ts';
import type { ClientFrame, StompHeaders } from './frame.ts';
import { requireHeader } from './required-header.ts';
import type { SessionSubscriptions } from './session-subscriptions.ts';
import type { Subscription } from './subscription.ts';
import type { StompVersion } from './versions.ts';

interface Named {
  readonly subscription: Subscription | undefined;
  readonly messageId: string;
}

/**
 * What an ACK or NACK settles. `undefined` when it names nothing that waits: acknowledged before, or of a
 * subscription that ended while the frame was on its way; neither is worth a session.
 * @throws StompError missing headers, NACK in 1.0
 */
export function resolveAcknowledgement(
  frame: ClientFrame,
  version: StompVersion,
  subscriptions: SessionSubscriptions,
): Acknowledgement | undefined {
  if (frame.command === 'NACK' && version === '1.0') {
    throw new StompError('unknown-command', 'NACK is not part of STOMP 1.0');
  }
  const { subscription, messageId } = find(frame.headers, version, subscriptions);
  const messageIds = subscription?.settle(messageId) ?? [];
  if (subscription === undefined || messageIds.length === 0) return undefined;
  const kind = frame.command === 'NACK' ? 'nack' : 'ack';
  return { kind, subscription, messageIds, headers: frame.headers };
}

function find(headers: StompHeaders, version: StompVersion, subscriptions: SessionSubscriptions): Named {
  if (version === '1.2') return findByAckId(requireHeader(headers, 'id'), subscriptions);
  const messageId = requireHeader(headers, 'message-id');
  if (version === '1.1') {
    return { subscription: subscriptions.byId(requireHeader(headers, 'subscription')), messageId };
  }
  return { subscription: subscriptions.all().find((candidate) => candidate.awaits(messageId)), messageId };
}

function findByAckId(id: string, subscriptions: SessionSubscriptions): Named {
  const parts = parseAcknowledgementId(id);
  if (parts === undefined) return { subscription: undefined, messageId: id };
  return { subscription: subscriptions.byId(parts.subscriptionId), messageId: parts.messageId };
}
