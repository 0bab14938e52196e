import { createHash } from 'node:crypto';
import type { Alert, ChatMessage } from '../../contract/index.ts';
import type { SeenMessage, Suspect } from '../../ports/index.ts';
import { longestWindow, mostSeen, type Rule, rules } from './rules.ts';

/** Looks at one more message of a user: what is remembered of them now, and the alerts that it completes. */
export function detect(suspect: Suspect, message: ChatMessage): { suspect: Suspect; alerts: Alert[] } {
  if (suspect.seen.some(({ messageId }) => messageId === message.messageId))
    return { suspect, alerts: toldBy(suspect, message) };
  const newest: SeenMessage = {
    messageId: message.messageId,
    at: Date.parse(message.createdAt),
    digest: digestOf(message.message),
  };
  const seen = [...suspect.seen, newest].filter(({ at }) => at > newest.at - longestWindow).slice(-mostSeen);
  const alerts = rules.flatMap((rule) => {
    const evidence = evidenceOf(rule, seen, newest);
    const complete = evidence.length >= rule.threshold && newest.at >= quietUntil(rule, suspect);
    return complete ? [alertOf(rule, message, newest, evidence)] : [];
  });
  const last = { ...suspect.last, ...Object.fromEntries(alerts.map((alert) => [alert.rule, alert])) };
  return { suspect: { ...suspect, seen, last }, alerts };
}

/** A message that comes again: the detector may have died before it told what the message completed. */
function toldBy({ last }: Suspect, { messageId }: ChatMessage): Alert[] {
  return Object.values(last).filter((alert) => alert.evidence.messageIds.at(-1) === messageId);
}

function quietUntil({ name, window }: Rule, { last }: Suspect): number {
  const alert = last[name];
  return alert ? Date.parse(alert.at) + window : 0;
}

function evidenceOf(rule: Rule, seen: readonly SeenMessage[], newest: SeenMessage): SeenMessage[] {
  return seen.filter((message) => message.at > newest.at - rule.window && rule.counts(message, newest));
}

function alertOf(
  rule: Rule,
  message: ChatMessage,
  newest: SeenMessage,
  evidence: readonly SeenMessage[],
): Alert {
  const { userId, roomId, messageId, createdAt } = message;
  return {
    alertId: alertIdOf(rule, messageId),
    userId,
    rule: rule.name,
    roomId,
    at: createdAt,
    evidence: {
      messageIds: evidence.slice(-10).map((seen) => seen.messageId),
      count: evidence.length,
      within: newest.at - (evidence[0]?.at ?? newest.at),
    },
  };
}

/** Names the evidence by the message that completed it: the same one, read again, gives the same alert. */
function alertIdOf(rule: Rule, messageId: string): string {
  const hex = createHash('sha256').update(`${rule.name} ${messageId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Letter case, white space and repeated signs aside: "ㅋㅋ" and "ㅋㅋㅋㅋ" are the same text to people. */
function digestOf(text: string): string {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, '')
    .replace(/(.)\1+/gu, '$1');
  return createHash('sha256').update(folded).digest('base64url').slice(0, 16);
}
