/**
 * The `ack` header of a MESSAGE (STOMP 1.2): names message and subscription, so that all subscribers with the
 * same subscription id can share one frame. The length in front keeps it unambiguous whatever either contains.
 */
export function acknowledgementId(messageId: string, subscriptionId: string): string {
  return `${messageId.length}-${messageId}-${subscriptionId}`;
}

/** The two parts; `undefined` for what was not made above. */
export function parseAcknowledgementId(
  id: string,
): { messageId: string; subscriptionId: string } | undefined {
  const dash = id.indexOf('-');
  const length = Number(id.slice(0, dash));
  if (dash <= 0 || !Number.isInteger(length) || id[dash + 1 + length] !== '-') return undefined;
  const start = dash + 1;
  return { messageId: id.slice(start, start + length), subscriptionId: id.slice(start + length + 1) };
}
