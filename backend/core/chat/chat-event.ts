import type { ChatEvent, DomainEvent } from '../../contract/index.ts';

/** Something that happened in a room, in order with everything else there. */
export const chatEventOf = (value: ChatEvent): DomainEvent => ({
  topic: 'kakao.chat.EVENT',
  key: value.roomId,
  value,
});
