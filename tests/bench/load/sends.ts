import type { Member } from './member.ts';
import type { Send } from './open-loop.ts';
import type { Stage } from './stage.ts';

const text = '오늘 저녁에 뭐 먹을까요? 저는 아무거나 좋아요.';

function bodyOf({ sent }: Stage, index: number): string {
  return `{"clientMessageId":"${sent.clientMessageId(index)}","message":"${text}"}`;
}

/** STOMP SEND with a receipt. */
export const byStomp: Send = (stage, member, index) => member.send(index, bodyOf(stage, index));

/** POST /chat/{roomId}; the time in the queue for a connection counts, as the schedule does not wait. */
export const byPost: Send = (stage, member, index) => {
  void post(stage, member, index);
};

async function post(stage: Stage, { person, room }: Member, index: number): Promise<void> {
  try {
    const body = bodyOf(stage, index);
    const answer = await stage.http.request('POST', `/chat/${room.roomId}`, person.accessToken, body);
    if (answer.status === 201) stage.sent.acknowledge(index);
    else stage.sent.refuse(answer.body.toString('utf8'));
  } catch (error) {
    stage.sent.refuse(String(error));
  }
}
