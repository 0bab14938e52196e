import { setTimeout as pause } from 'node:timers/promises';
import { commands, type FriendEvent, friendEvent, type UserId } from '../contract/index.ts';
import { recordRoute, type ServerContext, StartError, startConsumer } from '../runtime/index.ts';

/** People who are asked about at a time, and milliseconds until their answers must be there. */
const atOnce = 500;
const patience = 60_000;
const type = 'friend.announce-blocks';

type Context = Pick<ServerContext, 'log' | 'clock' | 'ids' | 'logger' | 'metrics'>;

/**
 * Has the friend servers tell all blocks of these people again, and waits until the chat servers have taken them. Each list goes
 * through the log in order with what its owner changes meanwhile, so that nothing newer is overwritten.
 */
export async function rebuildBlocks(context: Context, userIds: readonly UserId[]): Promise<void> {
  const { log } = context;
  const waiting = new Set<UserId>();
  const hear = async (events: readonly FriendEvent[]) => {
    for (const event of events) if (event.type === 'friend.blocks') waiting.delete(event.userId);
  };
  const routes = { 'kakao.friend.EVENT': recordRoute({ ...context, schema: friendEvent, handle: hear }) };
  const reader = await startConsumer({ ...context, from: 'latest', routes });
  try {
    for (let from = 0; from < userIds.length; from += atOnce) {
      const asked = userIds.slice(from, from + atOnce);
      for (const userId of asked) waiting.add(userId);
      await log.append(asked.map((userId) => question(context, userId)));
      await within('No friend server answers: start one', async () => waiting.size === 0);
    }
  } finally {
    await reader.stop();
  }
  await within(
    'No chat server takes the blocks: start one',
    async () => (await log.lag('chat', 'kakao.friend.EVENT')) === 0,
  );
}

function question({ clock, ids }: Context, userId: UserId) {
  const headers = { type, correlationId: ids.next(), deadline: String(clock.now() + patience) };
  return { topic: commands[type].topic, key: userId, value: JSON.stringify({ userId }), headers };
}

async function within(problem: string, isDone: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patience;
  while (!(await isDone())) {
    if (performance.now() > end)
      throw new StartError(`${problem}, and run this again. Nothing is lost meanwhile.`);
    await pause(20);
  }
}
