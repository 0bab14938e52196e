import { until } from '../support/maru-wait.ts';
import type { Visitor } from './visitor.ts';

/** A notification of the browser. */
interface Told {
  title: string;
  body: string;
  tag: string;
  closed: boolean;
}

/** A browser whose notifications can be read and clicked by a test, and which asks nobody but counts the questions. */
export const notebook = `{
  const told = [];
  class Notification {
    static permission = localStorage.getItem('granted') ?? 'default';
    static asked = 0;
    static async requestPermission() {
      Notification.asked++;
      localStorage.setItem('granted', 'granted');
      return (Notification.permission = 'granted');
    }
    constructor(title, { body, tag }) {
      this.note = { title, body, tag, closed: false };
      told.push(this.note);
      window.lastNotification = this;
    }
    close() { this.note.closed = true; }
  }
  window.Notification = Notification;
  window.told = told;
}`;

export const toldTo = ({ page }: Visitor): Promise<Told[]> => page.evaluate<Told[]>('window.told');

export const toldOf = (visitor: Visitor, text: string): Promise<Told> =>
  until(`a notification of ${text}`, async () =>
    (await toldTo(visitor)).find(({ title, body }) => `${title} ${body}`.includes(text)),
  );

/** Writes down which sounds were played to their end: how long each is, in seconds. */
export const soundBook = `{
  window.heard = [];
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function () {
    this.addEventListener('ended', () => window.heard.push(this.buffer.duration.toFixed(2)));
    start.call(this);
  };
}`;

/** The lengths of the sounds that are heard from here on, once there are so many. */
export async function listen(
  { page }: Visitor,
  count: number,
  make: () => Promise<unknown>,
): Promise<string[]> {
  const before = await page.evaluate<number>('heard.length');
  await make();
  const heard = () => page.evaluate<string[]>(`heard.slice(${before})`);
  await until('the sounds', async () => (await heard()).length >= count);
  return heard();
}

/** The desktop app's system writes down what it is told of notifications; it shows none while `refuses` is set. */
export const systemNotebook = `{
  window.notified = [];
  window.closedFor = [];
  Object.assign(window.maru, {
    notify: async (notification) => (window.notified.push(notification), !window.refuses),
    closeNotification: async (roomId) => void window.closedFor.push(roomId),
  });
}`;
