import type { ConnectRequest } from './application.ts';
import type { ClientFrame, StompHeaders } from './frame.ts';
import { negotiateHeartBeat } from './heart-beat.ts';
import type { Session } from './session.ts';
import { negotiateVersion } from './versions.ts';

/**
 * Handles CONNECT or STOMP: negotiates, asks the application, answers CONNECTED or ERROR. The version holds from
 * the moment this is called; the session is open, or over, when the promise resolves.
 */
export async function connect<Principal>(session: Session<Principal>, frame: ClientFrame): Promise<void> {
  session.version = negotiateVersion(frame.headers['accept-version']);
  const { application, heartBeat } = session.context;
  const headers = session.version === '1.0' ? trimmed(frame.headers) : frame.headers;
  const intervals = negotiateHeartBeat(headers['heart-beat'], session.version, heartBeat);
  const answer = await application.authenticate(connectRequest(session, headers));
  if (session.state !== 'connecting') return;
  if (answer.kind === 'refusal') session.refuse(answer, undefined);
  else session.connected({ acceptance: answer, version: session.version, intervals });
}

function connectRequest<Principal>(session: Session<Principal>, headers: StompHeaders): ConnectRequest {
  const { request, version } = session;
  if (request === undefined) throw new Error('CONNECT was handled before.');
  const { host, login, passcode } = headers;
  return { version, login, passcode, host, headers, request };
}

/** STOMP 1.0 writes `login: guest` in its own examples. */
function trimmed(headers: StompHeaders): StompHeaders {
  const copy = Object.create(null) as Record<string, string>;
  for (const name in headers) copy[name.trim()] ??= (headers[name] ?? '').trim();
  return copy;
}
