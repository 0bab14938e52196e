import { type Channel, type ChannelArgument, type ChannelResult, channels } from '../ipc/index.ts';
import { isOwnPage } from './addresses.ts';

export type ChannelHandlers = {
  [C in Channel]: (
    argument: ChannelArgument<C>,
  ) => ChannelResult<C> extends undefined ? Promise<void> : Promise<ChannelResult<C>> | ChannelResult<C>;
};

/** The part of Electron's ipcMain that is needed. */
export interface IpcListener {
  handle(
    channel: string,
    listener: (event: { senderFrame: SenderFrame | null }, argument: unknown) => Promise<unknown>,
  ): void;
}

interface SenderFrame {
  url: string;
}

/**
 * Opens every channel, each parcel inspected: the caller must be Maru's own page, the argument and the result of the documented
 * form. A refusal rejects in the page with one sentence and nothing of the inside.
 */
export function openDoor(listener: IpcListener, handlers: ChannelHandlers): void {
  for (const channel of Object.keys(channels) as Channel[]) {
    listener.handle(channel, async ({ senderFrame }, argument) => {
      if (!senderFrame || !isOwnPage(senderFrame.url))
        throw new Error(`${channel}: this page may not call the system`);
      return answer(channel, handlers, argument);
    });
  }
}

async function answer(channel: Channel, handlers: ChannelHandlers, argument: unknown): Promise<unknown> {
  const schemas = channels[channel];
  const parsed = schemas.argument.safeParse(argument);
  if (!parsed.success) throw new Error(`${channel}: the argument is not of the documented form`);
  const handle = handlers[channel] as (argument: unknown) => unknown;
  return schemas.result.parse(await handle(parsed.data));
}
