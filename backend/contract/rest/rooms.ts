import { z } from 'zod';
import { roomId } from '../ids.ts';
import { newRoom, room } from '../room.ts';
import { endpoint, pageLimit } from './endpoint.ts';

const params = z.object({ roomId });

export const roomEndpoints = {
  rooms: endpoint({
    method: 'GET',
    path: '/rooms',
    access: 'user',
    summary: 'Chat list, the latest activity first; `before` is the `next` of the page before',
    query: z.object({ before: z.string().max(120).optional(), limit: pageLimit }),
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
    errors: ['user_not_found'],
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
