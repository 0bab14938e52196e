import { v4, v7 } from 'uuid';
import type { Clock, Ids, WebSocketFactory } from './ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

export const randomIds: Ids = { clientMessageId: () => v7(), idempotencyKey: () => v4() };

export const openWebSocket: WebSocketFactory = (url, protocols) => new WebSocket(url, protocols);
