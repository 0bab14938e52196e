import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { LockState } from '../../ipc/index.ts';
import { bridge } from './bridge.ts';

export const lockStore = createStore<LockState>(() => ({ hasPin: false, locked: false, waitSeconds: 0 }));

/** Knows from here on whether the desktop app is locked; a page in a browser never is. */
export async function followLock(): Promise<void> {
  if (!bridge) return;
  bridge.onLockChanged((state) => lockStore.setState(state));
  lockStore.setState(await bridge.lockState());
}

export const isLockedNow = (): boolean => lockStore.getState().locked;
export const useLock = (): LockState => useStore(lockStore);

/** Resolves at once, or when the lock opens. */
export function whenUnlocked(): Promise<void> {
  if (!isLockedNow()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = lockStore.subscribe(({ locked }) => {
      if (locked) return;
      stop();
      resolve();
    });
  });
}
