import { alertEndpoints } from './alerts.ts';
import { chatEndpoints } from './chat.ts';
import { drawerEndpoints } from './drawer.ts';
import { friendEndpoints } from './friends.ts';
import { reportEndpoints } from './reports.ts';
import { roomEndpoints } from './rooms.ts';
import { sessionEndpoints } from './sessions.ts';
import { userEndpoints } from './users.ts';

/** Every REST call (design section 8): read by the front's router, the client and the OpenAPI document. */
export const endpoints = {
  ...userEndpoints,
  ...sessionEndpoints,
  ...friendEndpoints,
  ...roomEndpoints,
  ...chatEndpoints,
  ...drawerEndpoints,
  ...reportEndpoints,
  ...alertEndpoints,
};

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;

export type { EndpointCall, EndpointInput, EndpointResult, EndpointSpec } from './endpoint.ts';
export { type Tokens, tokens } from './sessions.ts';
