import { accept, type CommandRequest, type Handled, type Report, refuse } from '../../contract/index.ts';
import type { Clock, MessageStore, ReportStore, RoomStore } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  reports: ReportStore;
  clock: Clock;
}

/** Reporting a message of somebody else: a picture of it is kept for the administrators. */
export function createReports({ rooms, messages, reports, clock }: Dependencies) {
  return async (request: CommandRequest<'message.report'>): Promise<Handled<Report>> => {
    const { userId: reporterId, roomId, seq, ...said } = request;
    const place = await findOwnPlace(rooms, roomId, reporterId);
    if (!place.ok) return { outcome: place };
    const [message] = await messages.findBySeq(roomId, [seq]);
    if (message?.kind !== 'text' || seq <= place.value.joinedSeq)
      return { outcome: refuse('message_not_found') };
    if (message.unsentAt !== undefined) return { outcome: refuse('message_unsent') };
    if (message.userId === reporterId) return { outcome: refuse('forbidden') };
    const { userId, nickname, message: text } = message;
    const at = new Date(clock.now()).toISOString();
    const picture = { reporterId, roomId, seq, userId, nickname, message: text };
    const stored = await reports.add({ ...said, ...picture, at });
    return { outcome: accept(viewReport(stored)) };
  };
}

function viewReport({ reportId, roomId, seq, reason, note, at }: Report): Report {
  return { reportId, roomId, seq, reason, note, at };
}
