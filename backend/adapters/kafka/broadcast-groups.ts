import { randomUUID } from 'node:crypto';
import type { Engine } from './engine.ts';

/** Kafka's protocol knows readers only as groups, so a reader without one is alone in a group of its own. */
const prefix = 'maru-broadcast-';

export const newBroadcastGroup = (): string => `${prefix}${randomUUID()}`;

export const isBroadcastGroup = (group: string): boolean => group.startsWith(prefix);

/** Forgets the group of a reader that is done with it. */
export async function deleteBroadcastGroup(engine: Engine, group: string): Promise<void> {
  // Whatever is in the way, the next process to start clears it up.
  await engine.ask((admin) => admin.deleteGroups([group])).catch(() => {});
}

/** Forgets the groups that processes left behind when they died. */
export async function deleteOrphanedGroups(engine: Engine): Promise<void> {
  await engine.ask(async (admin) => {
    const { groups } = await admin.listGroups();
    const own = groups.map(({ groupId }) => groupId).filter(isBroadcastGroup);
    if (own.length === 0) return;
    const described = await admin.describeGroups(own);
    const empty = described.groups.filter(({ state }) => state === 'Empty').map(({ groupId }) => groupId);
    if (empty.length > 0) await admin.deleteGroups(empty);
  });
}
