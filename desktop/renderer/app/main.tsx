import '../styles/tokens.css';
import '../styles/base.css';
import type { i18n } from 'i18next';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { MaruClient } from '../../client/index.ts';
import { followLock, whenUnlocked } from '../state/lock.ts';
import { serverStore } from '../state/server-address.ts';
import { App } from './app.tsx';
import { createClient } from './create-client.ts';
import { findServer } from './find-server.ts';
import { followPreferences } from './follow-preferences.ts';
import { StartFailure } from './start-failure.tsx';

async function start(translation: i18n): Promise<ReactNode> {
  const address = await findServer();
  serverStore.setState({ address });
  const client = createClient(address);
  await followLock();
  void whenUnlocked().then(() => client.actions.restore());
  window.addEventListener('online', () => client.actions.reconnect());
  keepOnLeaving(client);
  return <App client={client} translation={translation} />;
}

/** A page that is hidden may go away without another word. */
function keepOnLeaving({ keepNow }: MaruClient): void {
  window.addEventListener('pagehide', () => void keepNow());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keepNow();
  });
}

const place = document.getElementById('root');
if (place) {
  const root = createRoot(place);
  const translation = followPreferences();
  const begin = () =>
    void start(translation)
      .catch(() => <StartFailure translation={translation} onRetry={begin} />)
      .then((page) => root.render(page));
  begin();
}
