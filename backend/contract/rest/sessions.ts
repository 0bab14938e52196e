import { z } from 'zod';
import { sessionId, userId } from '../ids.ts';
import { optionalText } from '../text.ts';
import { password, profile, session } from '../user.ts';
import { endpoint } from './endpoint.ts';

/** What a log-in or a refresh gives. `expiresIn` is the access token's lifetime in seconds. */
export const tokens = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresIn: z.int(),
    sessionId,
    user: profile,
  })
  .meta({ id: 'Tokens' });
export type Tokens = z.infer<typeof tokens>;

export const sessionEndpoints = {
  logIn: endpoint({
    method: 'POST',
    path: '/sessions',
    access: 'open',
    summary: 'Log in',
    body: z.object({ userId, password, device: optionalText(60).default('') }),
    status: 201,
    response: tokens,
    errors: ['invalid_credentials', 'locked_out'],
  }),
  refreshSession: endpoint({
    method: 'POST',
    path: '/sessions/refresh',
    access: 'open',
    summary: 'Exchange the refresh token for new tokens; each refresh token is good for one exchange',
    body: z.object({ refreshToken: z.string().max(4096) }),
    status: 200,
    response: tokens,
    errors: ['session_ended', 'refresh_reused'],
  }),
  sessions: endpoint({
    method: 'GET',
    path: '/sessions',
    access: 'user',
    summary: 'Devices that are logged in',
    status: 200,
    response: z.object({ sessions: z.array(session) }),
    errors: [],
  }),
  logOut: endpoint({
    method: 'DELETE',
    path: '/sessions/{sessionId}',
    access: 'user',
    summary: 'Log out one device, or `current`',
    params: z.object({ sessionId: z.union([z.literal('current'), sessionId]) }),
    status: 204,
    errors: ['session_not_found'],
  }),
};
