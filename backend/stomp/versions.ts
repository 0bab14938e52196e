import { StompError } from './errors.ts';

export type StompVersion = '1.0' | '1.1' | '1.2';

const newestFirst: readonly StompVersion[] = ['1.2', '1.1', '1.0'];

/** The WebSocket subprotocol of each version, in the server's order of preference. */
const versionOfSubprotocol: ReadonlyMap<string, StompVersion> = new Map([
  ['v12.stomp', '1.2'],
  ['v11.stomp', '1.1'],
  ['v10.stomp', '1.0'],
]);

export const supportedVersions = '1.0,1.1,1.2';

/** The newest STOMP subprotocol that was offered; `false` (none) when there is no STOMP one among them. */
export function selectSubprotocol(offered: ReadonlySet<string>): string | false {
  for (const subprotocol of versionOfSubprotocol.keys()) {
    if (offered.has(subprotocol)) return subprotocol;
  }
  return false;
}

/**
 * Protocol negotiation (STOMP 1.2, "Protocol Negotiation"): the newest version both sides know.
 * The subprotocol chosen in the WebSocket handshake does not narrow it: clients offer all of them and
 * then name in `accept-version` what they really speak.
 */
export function negotiateVersion(acceptVersion: string | undefined): StompVersion {
  if (acceptVersion === undefined) return '1.0';
  const accepted = new Set(acceptVersion.split(',').map((version) => version.trim()));
  const version = newestFirst.find((candidate) => accepted.has(candidate));
  if (version === undefined) {
    throw new StompError('unsupported-version', `Supported protocol versions are ${supportedVersions}`);
  }
  return version;
}
