/**
 * The fixed set of topics (design section 3). Never a topic per room: order is kept by the key.
 * `retention` is in milliseconds; topics that carry texts or answers keep them a day at most.
 */
const day = 24 * 60 * 60 * 1000;

export interface TopicSpec {
  key: 'roomId' | 'userId' | 'service' | 'addressed' | 'roomId or front';
  retention: number;
  /** Keeps the last record per key for ever, instead of dropping by age. */
  compacted?: true;
  /** Of use to whoever waits for it now and to nobody later: it may be lost with the process or the broker. */
  ephemeral?: true;
}

export const topics = {
  'kakao.chat.chatRoom.REQUEST': { key: 'roomId', retention: day },
  'kakao.chat.chatRoom.RESPONSE': { key: 'addressed', retention: day, ephemeral: true },
  'kakao.chat.chatMessage.REQUEST': { key: 'roomId', retention: day },
  'kakao.chat.chatMessage.RESPONSE': { key: 'roomId', retention: day },
  'kakao.chat.room.REQUEST': { key: 'roomId', retention: day },
  'kakao.chat.room.RESPONSE': { key: 'addressed', retention: day, ephemeral: true },
  'kakao.chat.EVENT': { key: 'roomId', retention: day },
  'kakao.user.user.REQUEST': { key: 'userId', retention: day },
  'kakao.user.user.RESPONSE': { key: 'addressed', retention: day, ephemeral: true },
  'kakao.user.EVENT': { key: 'userId', retention: day, compacted: true },
  'kakao.friend.friend.REQUEST': { key: 'userId', retention: day },
  'kakao.friend.friend.RESPONSE': { key: 'addressed', retention: day, ephemeral: true },
  'kakao.friend.EVENT': { key: 'userId', retention: day },
  'kakao.abuse.ALERT': { key: 'userId', retention: day },
  'kakao.front.SIGNAL': { key: 'roomId or front', retention: 60_000, ephemeral: true },
  'kakao.log.RECORD': { key: 'service', retention: day },
} as const satisfies Record<string, TopicSpec>;

export type Topic = keyof typeof topics;
export type DeadLetterTopic = `${Topic}-dlt`;

/** Where the records of a topic go that cannot be handled. */
export const deadLetterTopic = (topic: Topic): DeadLetterTopic => `${topic}-dlt`;

/** The topic on which the answers to a REQUEST topic come. */
export type RequestTopic = Extract<Topic, `${string}.REQUEST`>;
export type ResponseTopic = Extract<Topic, `${string}.RESPONSE`>;
export const responseTopic = (topic: RequestTopic): ResponseTopic =>
  topic.replace(/REQUEST$/, 'RESPONSE') as ResponseTopic;
