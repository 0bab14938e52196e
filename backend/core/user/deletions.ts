import {
  accept,
  type CommandRequest,
  type DeletingService,
  type DeletionProgress,
  type DomainEvent,
  type Handled,
  lifetimes,
  nobody,
  refuse,
  type UserId,
} from '../../contract/index.ts';
import type {
  AlertStore,
  Clock,
  DeletionRecord,
  DeletionStore,
  FailureStore,
  UserStore,
} from '../../ports/index.ts';
import type { CheckCredentials } from './credentials.ts';
import { createLockOut } from './lock-out.ts';
import { timestampOf } from './profiles.ts';
import type { DigestOf } from './retired-ids.ts';

interface Dependencies {
  store: UserStore;
  alerts: AlertStore;
  failures: FailureStore;
  deletions: DeletionStore;
  clock: Clock;
  checkCredentials: CheckCredentials;
  digestOf: DigestOf;
  /** Those who are told and have to report, beside the user servers themselves. */
  services: readonly DeletingService[];
}

type Done = Handled<Record<string, never>>;

/**
 * The deletion of an account: it is marked, everybody is told, each service removes what it has and reports, and with the last
 * report the account itself goes. Every step may come again. Nothing else is told about the user in between, so that in
 * the compacted kakao.user.EVENT nothing comes after `deleted` and hides it; an empty record at the end takes the key away.
 */
export function createDeletions(dependencies: Dependencies) {
  const { store, alerts, deletions, clock, checkCredentials, digestOf, services } = dependencies;
  const lockOut = createLockOut(dependencies);

  return { start, remind, report, progress, listOpen: deletions.listOpen };

  async function start(request: CommandRequest<'user.delete'>): Promise<Handled<DeletionProgress>> {
    const { userId, deletionId } = request;
    const known = (await deletions.find(deletionId)) ?? (await deletions.findOpen(userId));
    if (known) return { outcome: accept(progressOf(known)), events: await tell(known) };
    const checked = await checkCredentials(request);
    if (!checked.ok) return { outcome: checked };
    const deletion = await deletions.start({ deletionId, userId, requestedAt: clock.now() });
    return { outcome: accept(progressOf(deletion)), events: await tell(deletion) };
  }

  /** Tells it again: somebody's report, or the record for them, may have got lost. */
  async function remind({ deletionId }: CommandRequest<'user.remind-deletion'>): Promise<Done> {
    const deletion = await deletions.find(deletionId);
    return { outcome: accept({}), events: deletion ? await tell(deletion) : [] };
  }

  async function tell({ userId, deletionId, requestedAt }: DeletionRecord): Promise<DomainEvent[]> {
    if (userId === undefined) return [];
    await store.markDeleted(userId);
    await store.endSessions(userId, undefined, clock.now());
    const at = timestampOf(clock.now());
    // The sessions before the end of it all: a record about a session may stand for the profile.
    const profile = { userId, nickname: nobody.nickname, statusMessage: '', avatar: '' };
    const ended = await store.listEndedSessions(userId, requestedAt - lifetimes.accessToken * 1_000);
    return [
      ...ended.map(({ sessionId }) =>
        eventOf(userId, { type: 'session.ended' as const, userId, profile, at, sessionId }),
      ),
      eventOf(userId, { type: 'deleted' as const, userId, deletionId, at }),
    ];
  }

  async function report(request: CommandRequest<'user.deletion-done'>): Promise<Done> {
    const { userId, deletionId, service } = request;
    const deletion = await deletions.tickOff(deletionId, service);
    if (!deletion || openOf(deletion).length > 0) return { outcome: accept({}) };
    if (deletion.completedAt === undefined) await complete(userId, deletion);
    return { outcome: accept({}), events: [eventOf(userId, null)] };
  }

  /** The record goes last, so that a crash before leaves all of it to be done again. */
  async function complete(userId: UserId, { deletionId }: DeletionRecord): Promise<void> {
    await alerts.forgetUser(userId);
    await lockOut.succeeded({ userId });
    await store.removeDeleted(userId);
    await deletions.tickOff(deletionId, 'user');
    await deletions.complete(deletionId, clock.now(), digestOf(userId));
  }

  async function progress({
    deletionId,
  }: CommandRequest<'user.deletion'>): Promise<Handled<DeletionProgress>> {
    const deletion = await deletions.find(deletionId);
    return { outcome: deletion ? accept(progressOf(deletion)) : refuse('deletion_not_found') };
  }

  function openOf({ done }: DeletionRecord): DeletingService[] {
    return services.filter((service) => !done.includes(service));
  }

  function progressOf(deletion: DeletionRecord): DeletionProgress {
    const { deletionId, requestedAt, done, completedAt } = deletion;
    return {
      deletionId,
      requestedAt: timestampOf(requestedAt),
      done: [...done],
      open: completedAt === undefined ? [...openOf(deletion), 'user'] : [],
      ...(completedAt === undefined ? {} : { completedAt: timestampOf(completedAt) }),
    };
  }
}

type UserRecord = Extract<DomainEvent, { topic: 'kakao.user.EVENT' }>;

const eventOf = (userId: UserId, value: UserRecord['value']): UserRecord => ({
  topic: 'kakao.user.EVENT',
  key: userId,
  value,
});
