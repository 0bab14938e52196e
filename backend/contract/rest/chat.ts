import { z } from 'zod';
import { position, roomId } from '../ids.ts';
import { chatMessage, chatPage, outgoingMessage, readPosition } from '../message.ts';
import { endpoint, pageLimit, wirePosition } from './endpoint.ts';

const params = z.object({ roomId });

export const chatEndpoints = {
  enterRoom: endpoint({
    method: 'GET',
    path: '/chat/{roomId}',
    access: 'user',
    summary: 'Enter a room: the latest messages, or a page before or after a seq, in seq order',
    params,
    query: z
      .object({ before: wirePosition.optional(), after: wirePosition.optional(), limit: pageLimit })
      .refine(
        (query) => query.before === undefined || query.after === undefined,
        'before or after, not both',
      ),
    status: 200,
    response: chatPage,
    errors: ['room_not_found', 'not_a_participant'],
  }),
  sendMessage: endpoint({
    method: 'POST',
    path: '/chat/{roomId}',
    access: 'user',
    summary:
      'Send a message; 201 says that it is stored. The same clientMessageId gives the first outcome again',
    params,
    body: outgoingMessage,
    status: 201,
    response: chatMessage,
    errors: ['room_not_found', 'not_a_participant', 'message_empty', 'message_too_long', 'invalid_text'],
  }),
  moveReadPosition: endpoint({
    method: 'PUT',
    path: '/chat/{roomId}/read-position',
    access: 'user',
    summary: 'Move the read position; it only moves forward and never past the last message',
    params,
    body: z.object({ seq: position }),
    status: 200,
    response: readPosition,
    errors: ['room_not_found', 'not_a_participant'],
  }),
};
