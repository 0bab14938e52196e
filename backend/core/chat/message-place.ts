import { roomId, seq } from '../../contract/index.ts';
import type { SearchPlace } from '../../ports/index.ts';

/** A place among messages of many rooms as clients carry it from page to page: `<milliseconds>.<seq>.<roomId>`. */
export const formatMessagePlace = ({ at, roomId, seq }: SearchPlace): string => `${at}.${seq}.${roomId}`;

/** Undefined for anything that was not made by `formatMessagePlace`. */
export function parseMessagePlace(text: string): SearchPlace | undefined {
  const match = /^(\d{1,15})\.(\d{1,16})\.(.+)$/.exec(text);
  const [place, id] = [seq.safeParse(Number(match?.[2])), roomId.safeParse(match?.[3])];
  return match && place.success && id.success
    ? { at: Number(match[1]), seq: place.data, roomId: id.data }
    : undefined;
}
