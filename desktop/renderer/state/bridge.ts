import type { MaruBridge } from '../../ipc/index.ts';

declare global {
  interface Window {
    /** The desktop application's bridge; absent in the web client. */
    maru?: MaruBridge;
  }
}

export const bridge: MaruBridge | undefined = window.maru;
