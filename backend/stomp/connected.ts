import type { Acceptance } from './application.ts';
import type { ServerContext } from './context.ts';
import type { StompHeaders } from './frame.ts';
import type { HeartBeatIntervals } from './heart-beat.ts';
import type { StompVersion } from './versions.ts';

/** What authentication and negotiation settled about a session. */
export interface Agreement<Principal> {
  readonly acceptance: Acceptance<Principal>;
  readonly version: StompVersion;
  readonly intervals: HeartBeatIntervals;
}

/** The headers of CONNECTED (STOMP 1.2, "CONNECTED or ERROR frame"); 1.0 knows no heart-beats. */
export function connectedHeaders<Principal>(
  { heartBeat, serverName }: ServerContext<Principal>,
  session: string,
  { acceptance, version }: Agreement<Principal>,
): StompHeaders {
  const beats: StompHeaders =
    version === '1.0' ? {} : { 'heart-beat': `${heartBeat.send},${heartBeat.receive}` };
  const server: StompHeaders = serverName === undefined ? {} : { server: serverName };
  return { ...acceptance.headers, version, session, ...beats, ...server };
}
