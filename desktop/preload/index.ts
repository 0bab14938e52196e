import { contextBridge, ipcRenderer } from 'electron';
import type {
  Channel,
  ChannelArgument,
  ChannelResult,
  MaruBridge,
  Notice,
  NoticeContent,
  Unsubscribe,
} from '../ipc/index.ts';

/** The only door between page and system. It carries; the main process inspects. */
function invoke<C extends Channel>(channel: C, argument?: ChannelArgument<C>): Promise<ChannelResult<C>> {
  return ipcRenderer.invoke(channel, argument);
}

function on<N extends Notice>(notice: N, listener: (content: NoticeContent<N>) => void): Unsubscribe {
  // The event itself stays here: through it a page would reach everything.
  const hear = (_event: unknown, content: NoticeContent<N>) => listener(content);
  ipcRenderer.on(notice, hear);
  return () => void ipcRenderer.removeListener(notice, hear);
}

const bridge: MaruBridge = {
  applicationInfo: () => invoke('application.info'),
  loadToken: () => invoke('token.load'),
  saveToken: (refreshToken) => invoke('token.save', refreshToken),
  clearToken: () => invoke('token.clear'),
  setBadge: (unread) => invoke('badge.set', unread),
  openLink: (url) => invoke('link.open', url),
  settings: () => invoke('settings.get'),
  changeSettings: (change) => invoke('settings.change', change),
  lockState: () => invoke('lock.state'),
  onLockChanged: (listener) => on('lock.changed', listener),
  setPin: (change) => invoke('lock.set-pin', change),
  removePin: (current) => invoke('lock.remove-pin', current),
  unlock: (pin) => invoke('lock.unlock', pin),
  lockNow: () => invoke('lock.now'),
  forgetPin: () => invoke('lock.forget-pin'),
  openRoom: (roomId, seq) => invoke('room.open', { roomId, ...(seq !== undefined && { seq }) }),
  onRoomWanted(listener) {
    const ask = () =>
      void invoke('room.wanted').then(
        (wanted) => wanted && listener(wanted.roomId, wanted.seq),
        () => {},
      );
    ask();
    return on('room.wanted', ask);
  },
  windowState: () => invoke('window.state'),
  setAlwaysOnTop: (alwaysOnTop) => invoke('window.set-always-on-top', alwaysOnTop),
  setOpacity: (opacity) => invoke('window.set-opacity', opacity),
  chooseServer: (serverUrl) => invoke('server.choose', serverUrl),
  notify: (notification) => invoke('notification.show', notification),
  closeNotification: (roomId) => invoke('notification.close', roomId),
};

contextBridge.exposeInMainWorld('maru', bridge);
