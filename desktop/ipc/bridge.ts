import type { ApplicationInfo } from './channels.ts';

/** What a page finds as `window.maru` in the desktop app; absent in the web client. Calls reject when the system refuses. */
export interface MaruBridge {
  applicationInfo(): Promise<ApplicationInfo>;
  loadToken(): Promise<string | undefined>;
  saveToken(refreshToken: string): Promise<void>;
  clearToken(): Promise<void>;
  setBadge(unread: number): Promise<void>;
  openLink(url: string): Promise<void>;
}

export const bridgeName = 'maru';
