import { type Channel, type ChannelArgument, type ChannelResult, channels } from '../ipc/index.ts';
import { isOwnPage } from './addresses.ts';

/** `contentsId` says which window's page asks. */
export type ChannelHandlers = {
  [C in Channel]: (
    argument: ChannelArgument<C>,
    contentsId: number,
  ) => ChannelResult<C> extends undefined
    ? Promise<void> | void
    : Promise<ChannelResult<C>> | ChannelResult<C>;
};

/** The part of Electron's ipcMain that is needed. */
export interface IpcListener {
  handle(channel: string, listener: (event: IpcEvent, argument: unknown) => Promise<unknown>): void;
}

interface IpcEvent {
  sender: { id: number };
  /** Null when it is gone; `parent` is null for a page that is in no other. */
  senderFrame: { url: string; parent: unknown } | null;
}

/**
 * Opens every channel, each parcel inspected: the caller must be Maru's own page in a window of its own, the argument and the
 * result of the documented form. A refusal rejects in the page with one sentence and nothing of the inside.
 */
export function openDoor(listener: IpcListener, handlers: ChannelHandlers): void {
  for (const channel of Object.keys(channels) as Channel[]) {
    listener.handle(channel, async ({ sender, senderFrame }, argument) => {
      if (!senderFrame || senderFrame.parent || !isOwnPage(senderFrame.url))
        throw new Error(`${channel}: this page may not call the system`);
      return answer(channel, handlers, argument, sender.id);
    });
  }
}

async function answer(
  channel: Channel,
  handlers: ChannelHandlers,
  argument: unknown,
  contentsId: number,
): Promise<unknown> {
  const schemas = channels[channel];
  const parsed = schemas.argument.safeParse(argument);
  if (!parsed.success) throw new Error(`${channel}: the argument is not of the documented form`);
  const handle = handlers[channel] as (argument: unknown, contentsId: number) => unknown;
  return schemas.result.parse(await handle(parsed.data, contentsId));
}
