import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { lazyPart } from '../components/lazy-part.tsx';
import { ChatsPanel } from '../features/chats/index.ts';
import { FriendsPanel } from '../features/friends/index.ts';
import { MorePanel } from '../features/more/index.ts';
import { AlertBanner, useNotifications, useOwnPresence } from '../features/notifications/index.ts';
import { RoomPanel } from '../features/room/index.ts';
import { useMaru } from '../state/client.ts';
import { resetView, type Section, useView } from '../state/view.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Dialogs } from './dialogs.tsx';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';
import { useAppShortcuts } from './use-app-shortcuts.ts';
import { useUnreadMarks } from './use-unread-marks.ts';
import { useWatchedPresence } from './use-watched-presence.ts';

const DrawerPanel = lazyPart(() =>
  import('../features/drawer/index.ts').then((module) => module.DrawerPanel),
);

const panels: Record<Section, React.ComponentType> = {
  friends: FriendsPanel,
  chats: ChatsPanel,
  drawer: DrawerPanel,
  more: MorePanel,
};

/** The messenger behind the log-in: rail, list, room. */
export function Shell() {
  const section = useView((view) => view.section);
  const roomId = useView((view) => view.roomId);
  const Panel = panels[section];
  useUnreadMarks();
  useAppShortcuts();
  useWatchedPresence();
  useNotifications();
  useOwnPresence();
  useEffect(() => resetView, []);
  return (
    <div className={styles.shell} data-room={roomId ? 'open' : 'none'}>
      <Rail />
      <div className={styles.panel}>
        <ConnectionBanner />
        <AlertBanner />
        <ErrorBoundary key={section}>
          <Suspense fallback={null}>
            <Panel />
          </Suspense>
        </ErrorBoundary>
      </div>
      <Room />
      <Dialogs />
    </div>
  );
}

function Room() {
  const { t } = useTranslation();
  const roomId = useView((view) => view.roomId);
  const known = useMaru('rooms', (rooms) => roomId !== undefined && rooms.byId[roomId] !== undefined);
  if (roomId && known) return <RoomPanel key={roomId} roomId={roomId} />;
  return (
    <main className={styles.noRoom}>
      <EmptyState icon="chats" title={t('room.none')} text={t('room.noneText')} />
    </main>
  );
}
