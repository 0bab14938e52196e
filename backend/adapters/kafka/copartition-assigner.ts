import kafkajs, { type Cluster, type PartitionAssigner } from 'kafkajs';
import { copartition, type Member } from './copartition.ts';

const { MemberAssignment, MemberMetadata } = kafkajs.AssignerProtocol;

export interface AssignerHooks {
  /** Partition numbers that this member has now. */
  owned(): readonly number[];
  /** Awaited before this member joins its group, the first time and at every rebalance. */
  beforeJoin(): Promise<void>;
  /** The join that began with `beforeJoin` cannot succeed. */
  joinFailed(error: unknown): void;
}

/** `copartition` as kafkajs asks for it. All members of a group have to use it, and do. */
export function copartitionAssigner(hooks: AssignerHooks): PartitionAssigner {
  return ({ cluster }) => {
    waitBeforeJoin(cluster, hooks);
    return {
      name: 'MaruCopartition',
      version: 0,
      async assign({ members }) {
        const decoded = members.map(({ memberId, memberMetadata }) => memberOf(memberId, memberMetadata));
        await cluster.addMultipleTargetTopics([...new Set(decoded.flatMap(({ topics }) => topics))]);
        const shares = copartition(decoded, (topic) => cluster.findTopicPartitionMetadata(topic).length);
        return [...shares].map(([memberId, assignment]) => ({
          memberId,
          memberAssignment: MemberAssignment.encode({ version: 0, assignment, userData: Buffer.alloc(0) }),
        }));
      },
      protocol({ topics }) {
        const userData = Buffer.from(JSON.stringify(hooks.owned()));
        return { name: 'MaruCopartition', metadata: MemberMetadata.encode({ version: 0, topics, userData }) };
      },
    };
  };
}

function memberOf(id: string, metadata: Buffer): Member {
  const decoded = MemberMetadata.decode(metadata);
  return { id, topics: decoded?.topics ?? [], owned: numbersIn(decoded?.userData) };
}

/** Another version of Maru may write something else there; then nothing is kept. */
function numbersIn(userData: Buffer | undefined): number[] {
  try {
    const numbers: unknown = JSON.parse(String(userData));
    return Array.isArray(numbers) ? numbers.filter((number) => Number.isInteger(number) && number >= 0) : [];
  } catch {
    return [];
  }
}

/**
 * kafkajs joins anew the moment that it hears of a rebalance and offers no place to finish one's work first. Looking up
 * the coordinator is the first step of every join and of nothing else, so the wait is put there.
 */
function waitBeforeJoin(cluster: Cluster, hooks: AssignerHooks): void {
  const find = cluster.findGroupCoordinator.bind(cluster);
  cluster.findGroupCoordinator = async (group) => {
    await hooks.beforeJoin();
    try {
      return await find(group);
    } catch (error) {
      hooks.joinFailed(error);
      throw error;
    }
  };
}
