import { MaruError, toMaruError } from '../../backend/contract/index.ts';
import { backoff } from './backoff.ts';
import type { Link } from './link.ts';
import type { Clock } from './ports.ts';
import type { ConnectionStatus, ConnectionStore } from './stores/index.ts';
import type { TokenKeeper } from './token-keeper.ts';

/** A connection that lasted this long was a good one: the next attempt starts without a long wait. */
const steadyAfter = 10_000;

export interface ConnectionOptions {
  store: ConnectionStore;
  tokens: Pick<TokenKeeper, 'accessToken' | 'renew'>;
  clock: Clock;
  random: () => number;
  openLink(accessToken: string, onLost: (error?: MaruError) => void): Promise<Link>;
  onOnline(link: Link): void;
  /** The server's word that the session is over. */
  onEnded(error: MaruError): void;
}

/** Keeps one STOMP link up for as long as the session lasts. */
export interface Connection {
  start(): void;
  /** The current link; undefined unless online. */
  link(): Link | undefined;
  /** Ends the wait between two attempts, or replaces a link that may be dead. */
  reconnect(): void;
  stop(): Promise<void>;
}

export function createConnection(options: ConnectionOptions): Connection {
  const { store, tokens, clock, random } = options;
  let link: Link | undefined;
  let tries = 0;
  let running = false;
  /** Each attempt has a number of its own, so that what a former one says late is not heard. */
  let current = 0;
  let cancelRetry = () => {};
  let onlineSince = 0;
  /** A token that the server refused: the next attempt must not show it again. */
  let refused: string | undefined;

  const show = (status: ConnectionStatus, retryAt?: number) =>
    store.setState({ status, since: clock.now(), ...(retryAt === undefined ? {} : { retryAt }) }, true);

  async function connect(): Promise<void> {
    const attempt = ++current;
    cancelRetry();
    show('connecting');
    let accessToken: string | undefined;
    try {
      accessToken = await (refused === undefined ? tokens.accessToken() : tokens.renew(refused));
      refused = undefined;
      if (attempt !== current) return;
      const shown = accessToken;
      const opened = await options.openLink(shown, (error) => lost(attempt, shown, error));
      if (attempt === current) established(opened);
      else void opened.close();
    } catch (error) {
      if (attempt === current) failed(toMaruError(error), accessToken);
    }
  }

  function established(opened: Link): void {
    link = opened;
    onlineSince = clock.now();
    show('online');
    options.onOnline(opened);
  }

  function lost(attempt: number, accessToken: string, error?: MaruError): void {
    if (attempt !== current) return;
    link = undefined;
    if (clock.now() - onlineSince >= steadyAfter) tries = 0;
    failed(error ?? new MaruError('unavailable'), accessToken);
  }

  function failed(error: MaruError, accessToken?: string): void {
    if (!running) return;
    if (isStale(error)) refused = accessToken;
    if (error.code === 'session_ended') options.onEnded(error);
    if (!running) return;
    const delay = backoff(tries++, random);
    show('offline', clock.now() + delay);
    cancelRetry = clock.after(delay, () => void connect());
  }

  async function drop(): Promise<void> {
    const former = link;
    link = undefined;
    current++;
    await former?.close();
  }

  return {
    start: () => {
      running = true;
      void connect();
    },
    link: () => link,
    reconnect: () => {
      if (!running || store.getState().status === 'connecting') return;
      tries = 0;
      void drop();
      void connect();
    },
    stop: async () => {
      running = false;
      cancelRetry();
      show('offline');
      await drop();
    },
  };
}

const isStale = (error: MaruError): boolean =>
  error.code === 'token_expired' || error.code === 'unauthenticated';
