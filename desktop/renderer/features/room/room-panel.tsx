import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { noMessages } from '../../../client/index.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { FailureDialog } from '../../components/failure-dialog.tsx';
import { lazyPart } from '../../components/lazy-part.tsx';
import { useActions, useMaru } from '../../state/client.ts';
import { isLocked, setLocked } from '../../state/composing.ts';
import { useShortcut } from '../../state/shortcuts.ts';
import { Announcer } from './announcer.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { RoomHeader } from './room-header.tsx';
import styles from './room-panel.module.css';
import { TypingLine } from './typing-line.tsx';
import { useOpenRoom } from './use-open-room.ts';

const RoomSearch = lazyPart(() => import('./room-search.tsx').then((module) => module.RoomSearch));

/** A room on the screen. Mount it with the roomId as key: drafts, scroll place and marks belong to one room. */
export function RoomPanel({ roomId }: { roomId: RoomId }) {
  useOpenRoom(roomId);
  const room = useMaru('rooms', (rooms) => rooms.byId[roomId]);
  const [searching, setSearching] = useState(false);
  const stopSearching = () => setSearching(false);
  useShortcut('find', () => setSearching(true));
  useShortcut('lock', () => setLocked(roomId, !isLocked(roomId)));
  if (!room) return null;
  return (
    <main className={styles.room}>
      <RoomHeader room={room} searching={searching} onSearch={() => setSearching(!searching)} />
      {searching && (
        <ErrorBoundary fallback={(failure) => <FailureDialog onClose={stopSearching} {...failure} />}>
          <Suspense fallback={null}>
            <RoomSearch room={room} onClose={stopSearching} />
          </Suspense>
        </ErrorBoundary>
      )}
      {room.notice && <NoticeBar key={room.notice.at} notice={room.notice} />}
      <div className={styles.body}>
        <Messages roomId={roomId} self={room.kind === 'self'} readSeq={room.readSeq} />
        <TypingLine roomId={roomId} />
      </div>
      <Announcer roomId={roomId} />
      <Composer roomId={roomId} />
    </main>
  );
}

function Messages({ roomId, self, readSeq }: { roomId: RoomId; self: boolean; readSeq: number }) {
  const status = useMaru('messages', (state) => (state.byRoom[roomId] ?? noMessages).status.is);
  const hasStored = useMaru('messages', (state) => (state.byRoom[roomId]?.messages.length ?? 0) > 0);
  const hasWaiting = useMaru('outbox', (state) => (state.byRoom[roomId]?.length ?? 0) > 0);
  if (hasStored || hasWaiting) return <MessageList roomId={roomId} readSeq={readSeq} />;
  if (status === 'failed') return <Failed roomId={roomId} />;
  if (status === 'ready') return <Nothing self={self} />;
  return <Loading />;
}

function Loading() {
  const { t } = useTranslation();
  return (
    <p className={styles.loading} role="status">
      {t('room.loading')}
    </p>
  );
}

function Nothing({ self }: { self: boolean }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={self ? 'memo' : 'chats'}
      title={t('room.emptyTitle')}
      text={self ? t('room.emptySelf') : undefined}
    />
  );
}

function Failed({ roomId }: { roomId: RoomId }) {
  const { t } = useTranslation();
  const { openRoom } = useActions();
  const failure = useMaru('messages', (state) => {
    const status = state.byRoom[roomId]?.status;
    return status?.is === 'failed' ? status.failure : undefined;
  });
  return (
    <EmptyState icon="offline" title={t('room.failedTitle')} text={failure && t(`error.${failure}`)}>
      <Button onClick={() => void openRoom(roomId)}>{t('action.retry')}</Button>
    </EmptyState>
  );
}
