import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { bridge } from './bridge.ts';

/** `missing`: this browser shows none. The desktop app needs nobody's permission. */
export type Permission = NotificationPermission | 'missing';

const now = (): Permission => {
  if (bridge) return 'granted';
  return 'Notification' in window ? Notification.permission : 'missing';
};

const permissionStore = createStore<{ permission: Permission }>(() => ({ permission: now() }));

export const notificationPermission = (): Permission => permissionStore.getState().permission;

export const usePermission = (): Permission => useStore(permissionStore, ({ permission }) => permission);

/** Asks the person through the browser; only after a click of theirs. */
export async function askPermission(): Promise<Permission> {
  if (now() === 'default') await Notification.requestPermission();
  const permission = now();
  permissionStore.setState({ permission });
  return permission;
}
