import { z } from 'zod';
import { roomId, userId } from '../ids.ts';
import { limits } from '../limits.ts';
import { newRoom, room, roomChange } from '../room.ts';
import { endpoint, pageLimit, pagePlace } from './endpoint.ts';

const params = z.object({ roomId });

export const roomEndpoints = {
  rooms: endpoint({
    method: 'GET',
    path: '/rooms',
    access: 'user',
    summary: 'Chat list, the latest activity first; `before` is the `next` of the page before',
    query: z.object({ before: pagePlace.optional(), limit: pageLimit }),
    status: 200,
    response: z.object({ rooms: z.array(room), next: z.string().optional() }),
    errors: [],
  }),
  createRoom: endpoint({
    method: 'POST',
    path: '/rooms',
    access: 'user',
    summary: 'Open a room. Direct and self rooms are found again; a group is made once per Idempotency-Key',
    body: newRoom,
    status: 201,
    response: room,
    errors: ['user_not_found', 'not_reachable'],
  }),
  room: endpoint({
    method: 'GET',
    path: '/rooms/{roomId}',
    access: 'user',
    summary: 'A room with all its participants and their read positions',
    params,
    status: 200,
    response: room,
    errors: ['room_not_found', 'not_a_participant'],
  }),
  changeRoom: endpoint({
    method: 'PATCH',
    path: '/rooms/{roomId}',
    access: 'user',
    summary: 'Title and notice of a group, or its owner, by its owner',
    params,
    body: roomChange,
    status: 200,
    response: room,
    errors: ['room_not_found', 'not_a_participant', 'not_the_owner', 'room_kind', 'user_not_found'],
  }),
  removeRoom: endpoint({
    method: 'DELETE',
    path: '/rooms/{roomId}',
    access: 'user',
    summary:
      'Remove a group for everyone, with its messages and read positions, by its owner; a self room is cleared',
    params,
    status: 204,
    errors: ['room_not_found', 'not_a_participant', 'not_the_owner', 'room_kind'],
  }),
  invite: endpoint({
    method: 'POST',
    path: '/rooms/{roomId}/participants',
    access: 'user',
    summary: 'Invite people into a group; they see what comes from now on',
    params,
    body: z.object({ userIds: z.array(userId).min(1).max(limits.invitees) }),
    status: 200,
    response: room,
    errors: [
      'room_not_found',
      'not_a_participant',
      'user_not_found',
      'not_reachable',
      'too_many_participants',
      'room_kind',
    ],
  }),
  leaveRoom: endpoint({
    method: 'DELETE',
    path: '/rooms/{roomId}/participants/{userId}',
    access: 'user',
    summary:
      'Leave a room (`me`), or remove somebody from a group, by its owner. A direct room comes back, empty, with the next message',
    params: z.object({ roomId, userId: z.union([z.literal('me'), userId]) }),
    status: 204,
    errors: ['room_not_found', 'not_a_participant', 'not_the_owner', 'room_kind', 'user_not_found'],
  }),
  changeRoomSettings: endpoint({
    method: 'PATCH',
    path: '/rooms/{roomId}/me',
    access: 'user',
    summary: 'Own settings of a room',
    params,
    body: z.object({ muted: z.boolean().optional(), favourite: z.boolean().optional() }),
    status: 200,
    response: room,
    errors: ['room_not_found', 'not_a_participant'],
  }),
};
