import type { Line, LinePlace } from './timeline.ts';

/** What a row is drawn from. */
export interface MessageRowProps extends LinePlace {
  line: Line;
  own: boolean;
  unread: number;
  startsUnread: boolean;
  /** What a search or a quote led to. */
  target: boolean;
}
