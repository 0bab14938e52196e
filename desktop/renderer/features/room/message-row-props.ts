import type { Line, LinePlace } from './timeline.ts';

/** What a row is drawn from. */
export interface MessageRowProps extends LinePlace {
  line: Line;
  own: boolean;
  unread: number;
  startsUnread: boolean;
}
