import { z } from 'zod';
import { position, roomId, timestamp } from '../ids.ts';
import { chatMessage, chatPage, emoji, readPosition } from '../message.ts';
import { editedMessage, outgoingMessage } from '../outgoing-message.ts';
import { endpoint, pageLimit, wirePosition, wireSeq } from './endpoint.ts';

const params = z.object({ roomId });
const messageParams = z.object({ roomId, seq: wireSeq });
const reactionParams = messageParams.extend({ emoji });
const changeErrors = ['room_not_found', 'not_a_participant', 'message_not_found', 'message_unsent'] as const;

export const chatEndpoints = {
  enterRoom: endpoint({
    method: 'GET',
    path: '/chat/{roomId}',
    access: 'user',
    summary:
      'Enter a room: the latest messages, or a page before, after or around a seq or a time, in seq order',
    params,
    query: z
      .object({
        before: wirePosition.optional(),
        after: wirePosition.optional(),
        around: wirePosition.optional(),
        at: timestamp.optional(),
        limit: pageLimit,
      })
      .refine(
        ({ before, after, around, at }) =>
          [before, after, around, at].filter((place) => place !== undefined).length <= 1,
        'one of before, after, around and at',
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
    errors: [
      'room_not_found',
      'not_a_participant',
      'not_reachable',
      'message_not_found',
      'message_empty',
      'message_too_long',
      'invalid_text',
    ],
  }),
  editMessage: endpoint({
    method: 'PATCH',
    path: '/chat/{roomId}/{seq}',
    access: 'user',
    summary: 'Change the text of an own message, within 24 hours',
    params: messageParams,
    body: editedMessage,
    status: 200,
    response: chatMessage,
    errors: [...changeErrors, 'not_the_sender', 'too_late_to_change', 'message_empty', 'message_too_long'],
  }),
  unsendMessage: endpoint({
    method: 'DELETE',
    path: '/chat/{roomId}/{seq}',
    access: 'user',
    summary: 'Unsend an own message for everyone, within 24 hours',
    params: messageParams,
    status: 200,
    response: chatMessage,
    errors: [...changeErrors, 'not_the_sender', 'too_late_to_change'],
  }),
  addReaction: endpoint({
    method: 'PUT',
    path: '/chat/{roomId}/{seq}/reactions/{emoji}',
    access: 'user',
    summary: 'React to a message with an emoji',
    params: reactionParams,
    status: 200,
    response: chatMessage,
    errors: [...changeErrors, 'too_many_reactions'],
  }),
  removeReaction: endpoint({
    method: 'DELETE',
    path: '/chat/{roomId}/{seq}/reactions/{emoji}',
    access: 'user',
    summary: 'Take a reaction back',
    params: reactionParams,
    status: 200,
    response: chatMessage,
    errors: changeErrors,
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
