import { contextBridge, ipcRenderer } from 'electron';
import type { Channel, ChannelArgument, ChannelResult, MaruBridge } from '../ipc/index.ts';

/** The only door between page and system. It carries; the main process inspects. */
function invoke<C extends Channel>(channel: C, argument?: ChannelArgument<C>): Promise<ChannelResult<C>> {
  return ipcRenderer.invoke(channel, argument);
}

const bridge: MaruBridge = {
  applicationInfo: () => invoke('application.info'),
  loadToken: () => invoke('token.load'),
  saveToken: (refreshToken) => invoke('token.save', refreshToken),
  clearToken: () => invoke('token.clear'),
  setBadge: (unread) => invoke('badge.set', unread),
  openLink: (url) => invoke('link.open', url),
};

contextBridge.exposeInMainWorld('maru', bridge);
