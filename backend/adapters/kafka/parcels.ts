import type { Message } from 'kafkajs';
import { type OutgoingRecord, sizeOfRecord } from '../../ports/index.ts';

/** A request's worth of records: well below the brokers' default of 1 MB for a record batch (message.max.bytes). */
const mostBytes = 500_000;
const mostMessages = 1_000;

/** Records of one partition, few enough for one request. */
export interface Parcel {
  topic: string;
  partition: number;
  messages: Message[];
  bytes: number;
}

/** Whether a parcel may travel with others of these sizes. */
export const fitsWith = (bytes: number, messages: number): boolean =>
  bytes <= mostBytes && messages <= mostMessages;

export type PlacedRecord = OutgoingRecord & { partition: number };

/** Sorts records by partition, each partition's in their order. Throws when one is too large to be sent at all. */
export function parcelsOf(records: readonly PlacedRecord[], now: number): Parcel[] {
  const parcels: Parcel[] = [];
  const open = new Map<string, Parcel>();
  const timestamp = String(now);
  for (const record of records) {
    const { topic, partition, key, value, headers } = record;
    const bytes = sizeOfRecord(record);
    let parcel = open.get(`${topic}/${partition}`);
    if (!parcel || !fitsWith(parcel.bytes + bytes, parcel.messages.length + 1)) {
      parcel = { topic, partition, messages: [], bytes: 0 };
      parcels.push(parcel);
      open.set(`${topic}/${partition}`, parcel);
    }
    parcel.messages.push({ key, value, partition, timestamp, ...(headers ? { headers } : {}) });
    parcel.bytes += bytes;
  }
  return parcels;
}
