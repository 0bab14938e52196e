import { z } from 'zod';
import { friend, friendSettings } from '../friend.ts';
import { userId } from '../ids.ts';
import { endpoint, pageLimit } from './endpoint.ts';

const params = z.object({ userId });

export const friendEndpoints = {
  friends: endpoint({
    method: 'GET',
    path: '/friends',
    access: 'user',
    summary:
      'Friends and blocked people in the order of their ids, hidden ones too; `after` is the last id of the page before',
    query: z.object({ after: z.string().max(20).optional(), limit: pageLimit }),
    status: 200,
    response: z.object({ friends: z.array(friend) }),
    errors: [],
  }),
  addFriend: endpoint({
    method: 'PUT',
    path: '/friends/{userId}',
    access: 'user',
    summary: 'Add a friend; adding again changes nothing',
    params,
    status: 200,
    response: friend,
    errors: ['user_not_found', 'cannot_befriend_self'],
  }),
  changeFriend: endpoint({
    method: 'PATCH',
    path: '/friends/{userId}',
    access: 'user',
    summary: 'Favourite, hide, rename or block; somebody who is no friend can be blocked',
    params,
    body: friendSettings,
    status: 200,
    response: friend,
    errors: ['friend_not_found', 'user_not_found', 'cannot_befriend_self'],
  }),
  removeFriend: endpoint({
    method: 'DELETE',
    path: '/friends/{userId}',
    access: 'user',
    summary: 'Remove a friend; a block stays until it is taken back',
    params,
    status: 204,
    errors: [],
  }),
};
