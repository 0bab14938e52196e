import type { i18n } from 'i18next';
import { Suspense, useEffect } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { MaruClient } from '../../client/index.ts';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { lazyPart } from '../components/lazy-part.tsx';
import { ProgressNotices } from '../components/progress.tsx';
import { Toasts } from '../components/toast.tsx';
import { Lock } from '../features/lock/index.ts';
import { SessionScreen } from '../features/session/index.ts';
import { ClientContext, useMaru } from '../state/client.ts';
import { ownRoom } from '../state/own-room.ts';
import { Splash } from './splash.tsx';

/** Everything behind the log-in is fetched when it is needed. */
const Shell = lazyPart(() => import('./shell.tsx').then((module) => module.Shell));
const RoomWindow = lazyPart(() => import('./room-window.tsx').then((module) => module.RoomWindow));

export function App({ client, translation }: { client: MaruClient; translation: i18n }) {
  return (
    <I18nextProvider i18n={translation}>
      <ClientContext value={client}>
        {/* The lock stands outside of it: whatever breaks, it stays shut. */}
        <ErrorBoundary>
          <Screen />
        </ErrorBoundary>
        <Lock />
        <ProgressNotices />
        <Toasts />
      </ClientContext>
    </I18nextProvider>
  );
}

function Screen() {
  const status = useMaru('session', (session) => session.status);
  if (status === 'loggedOut') return ownRoom ? <Closing /> : <SessionScreen />;
  if (status === 'loggedIn')
    return <Suspense fallback={<Splash />}>{ownRoom ? <RoomWindow roomId={ownRoom} /> : <Shell />}</Suspense>;
  return <Splash />;
}

/** A room's window is nothing without somebody who is logged in. */
function Closing() {
  useEffect(() => window.close(), []);
  return <Splash />;
}
