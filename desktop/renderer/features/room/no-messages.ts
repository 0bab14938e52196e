import type { RoomMessages } from '../../../client/index.ts';

/** A room before anything of it has arrived. */
export const noMessages: RoomMessages = {
  status: { is: 'idle' },
  messages: [],
  hasMoreBefore: false,
  hasMoreAfter: false,
  lastSeq: 0,
  loadingOlder: false,
  loadingNewer: false,
};
