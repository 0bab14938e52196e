import type { ReadMarks, RoomsState } from './stores/index.ts';

/** How many participants have not read the message with this seq; its sender's own mark is at or past it. */
export function unreadNumber(seq: number, marks: ReadMarks): number {
  let unread = 0;
  for (const mark of Object.values(marks)) if (mark.joinedSeq < seq && mark.readSeq < seq) unread++;
  return unread;
}

/** The number on the application's badge: unread messages of the rooms that are not muted. */
export function totalUnread(rooms: RoomsState): number {
  return rooms.ids.reduce((total, id) => {
    const room = rooms.byId[id];
    return room && !room.muted ? total + room.unread : total;
  }, 0);
}
