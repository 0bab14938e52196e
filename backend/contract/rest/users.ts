import { z } from 'zod';
import { deletionId, deletionProgress } from '../deletion.ts';
import { userId } from '../ids.ts';
import { avatar, nickname, password, profile, statusMessage } from '../user.ts';
import { endpoint, pageLimit } from './endpoint.ts';

export const userEndpoints = {
  signUp: endpoint({
    method: 'POST',
    path: '/users',
    access: 'open',
    summary: 'Sign up',
    body: z.object({ userId, password, nickname }),
    status: 201,
    response: profile,
    errors: ['user_id_taken'],
  }),
  me: endpoint({
    method: 'GET',
    path: '/users/me',
    access: 'user',
    summary: 'Own profile',
    status: 200,
    response: profile,
    errors: ['user_not_found'],
  }),
  changeProfile: endpoint({
    method: 'PATCH',
    path: '/users/me',
    access: 'user',
    summary: 'Change the own profile',
    body: z.object({
      nickname: nickname.optional(),
      statusMessage: statusMessage.optional(),
      avatar: avatar.optional(),
    }),
    status: 200,
    response: profile,
    errors: ['user_not_found'],
  }),
  changePassword: endpoint({
    method: 'PUT',
    path: '/users/me/password',
    access: 'user',
    summary: 'Change the password; every other session ends',
    body: z.object({ password, newPassword: password }),
    status: 204,
    errors: ['invalid_credentials', 'locked_out'],
  }),
  exportData: endpoint({
    method: 'GET',
    path: '/users/me/export',
    access: 'user',
    summary: 'All data of the own account as a zip of JSON files',
    status: 200,
    binary: 'application/zip',
    errors: [],
  }),
  deleteAccount: endpoint({
    method: 'DELETE',
    path: '/users/me',
    access: 'user',
    summary: 'Delete the account and everything of it; the answer says where to ask how far it has come',
    body: z.object({ password }),
    status: 202,
    response: deletionProgress,
    errors: ['invalid_credentials', 'locked_out'],
  }),
  deletion: endpoint({
    method: 'GET',
    path: '/deletions/{deletionId}',
    access: 'open',
    summary: 'How far a deletion has come',
    params: z.object({ deletionId }),
    status: 200,
    response: deletionProgress,
    errors: ['deletion_not_found'],
  }),
  searchUsers: endpoint({
    method: 'GET',
    path: '/users',
    access: 'user',
    summary: 'Find people by the start of their id or a part of their name',
    query: z.object({ query: z.string().trim().min(1).max(60), limit: pageLimit }),
    status: 200,
    response: z.object({ users: z.array(profile) }),
    errors: [],
  }),
};
