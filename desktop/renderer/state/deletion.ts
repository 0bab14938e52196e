import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { keepValue, keptValue, pageStorage } from './page-storage.ts';
import { serverStore } from './server-address.ts';

/** The account that was deleted from this device, until the person has seen the end of it. */
interface Deletion {
  deletionId: string;
  /** The server that deletes it: another one knows nothing of it. */
  server: string;
}

const key = 'maru.deletion';

function stored(): Deletion | undefined {
  const { deletionId, server } = Object(keptValue(key));
  return typeof deletionId === 'string' && typeof server === 'string' ? { deletionId, server } : undefined;
}

const deletionStore = createStore<{ deletion: Deletion | undefined }>(() => ({ deletion: stored() }));

/** From now on the log-in screen tells how far the deletion has come, over reloads as well. */
export function followDeletion(deletionId: string): void {
  const deletion = { deletionId, server: serverStore.getState().address };
  keepValue(key, deletion);
  deletionStore.setState({ deletion });
}

export function forgetDeletion(): void {
  pageStorage.removeItem(key);
  deletionStore.setState({ deletion: undefined });
}

/** The id of the deletion that is followed on this server. */
export function useFollowedDeletion(): string | undefined {
  const server = useStore(serverStore, ({ address }) => address);
  return useStore(deletionStore, ({ deletion }) =>
    deletion?.server === server ? deletion.deletionId : undefined,
  );
}
