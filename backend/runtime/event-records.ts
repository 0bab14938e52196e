import type { DomainEvent } from '../contract/index.ts';
import type { OutgoingRecord } from '../ports/index.ts';

/** What happened, as records of its topic. */
export const eventRecords = (events: readonly DomainEvent[]): OutgoingRecord[] =>
  events.map((event) => ({
    topic: event.topic,
    key: event.key,
    value: event.value === null ? null : JSON.stringify(event.value),
    ...('headers' in event ? { headers: event.headers } : {}),
  }));
