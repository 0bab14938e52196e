import { Client, type IFrame, type IMessage } from '@stomp/stompjs';
import { errorBody, errorCode, MaruError, stompPath } from '../../backend/contract/index.ts';
import { createReceiptBook, type Link, type ReceiptBook, subscriptionReceipt } from './link.ts';
import type { Clock, WebSocketFactory } from './ports.ts';

const handshakePatience = 10_000;
const heartBeat = 10_000;

export interface StompLinkOptions {
  baseUrl: string;
  accessToken: string;
  webSocketFactory: WebSocketFactory;
  clock: Clock;
  /** Once, when an established link is gone; the error is the server's, if it said one. */
  onLost(error?: MaruError): void;
}

/** Opens a link; rejects with the server's refusal, or `unavailable` when there was none. */
export function openStompLink(options: StompLinkOptions): Promise<Link> {
  const receipts = createReceiptBook((milliseconds, run) => options.clock.after(milliseconds, run));
  const client = newClient(options);
  return new Promise((resolve, reject) => {
    let refusal: MaruError | undefined;
    let connected = false;
    const giveUp = options.clock.after(handshakePatience, () => close(client));
    client.onConnect = () => {
      connected = true;
      giveUp();
      resolve(linkOver(client, receipts));
    };
    client.onStompError = (frame) => {
      refusal = refusalOf(frame);
      // A subscription that cannot be made ends the connection; whoever asked for it must not ask again.
      const receipt = frame.headers['receipt-id'];
      if (receipt !== undefined) receipts.answer(receipt, refusal);
    };
    client.onWebSocketClose = () => {
      giveUp();
      receipts.abandon();
      if (connected) options.onLost(refusal);
      else reject(refusal ?? new MaruError('unavailable'));
    };
    client.activate();
  });
}

function newClient({ baseUrl, accessToken, webSocketFactory }: StompLinkOptions): Client {
  const url = stompUrl(baseUrl);
  return new Client({
    webSocketFactory: () => webSocketFactory(url.href, ['v12.stomp', 'v11.stomp', 'v10.stomp']),
    connectHeaders: { host: url.hostname, Authorization: `Bearer ${accessToken}` },
    heartbeatIncoming: heartBeat,
    heartbeatOutgoing: heartBeat,
    // Reconnecting is the connection's work: each attempt needs a token and a delay of its own.
    reconnectDelay: 0,
    connectionTimeout: 0,
    // A dead network never finishes the closing handshake.
    discardWebsocketOnCommFailure: true,
  });
}

export function stompUrl(baseUrl: string): URL {
  const url = new URL(stompPath, baseUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}

function linkOver(client: Client, receipts: ReceiptBook): Link {
  function expect(receipt: string): Promise<void> {
    const answered = receipts.expect(receipt);
    client.watchForReceipt(receipt, () => receipts.answer(receipt));
    return answered;
  }

  function publish(destination: string, body: unknown, headers: Record<string, string>): void {
    if (!client.connected) throw new MaruError('unavailable');
    client.publish({
      destination,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  return {
    subscribe: async (destination, id, onBody) => {
      if (!client.connected) throw new MaruError('unavailable');
      const receipt = subscriptionReceipt(destination);
      const answered = expect(receipt);
      client.subscribe(destination, (message) => onBody(bodyOf(message)), { id, receipt });
      await answered;
    },
    unsubscribe: (id) => {
      if (client.connected) client.unsubscribe(id);
    },
    send: async (destination, body, receipt) => {
      if (!client.connected) throw new MaruError('unavailable');
      const answered = expect(receipt);
      publish(destination, body, { receipt });
      await answered;
    },
    tell: (destination, body) => publish(destination, body, {}),
    answer: (receipt, refusal) => receipts.answer(receipt, refusal),
    close: () => close(client),
  };
}

/** Waiting for the server's farewell would hang on a dead network. */
const close = (client: Client): Promise<void> => client.deactivate({ force: true });

function bodyOf(message: IMessage): unknown {
  try {
    return JSON.parse(message.body);
  } catch {
    return undefined;
  }
}

/** ERROR frames carry the code in a header and, from Maru's front, the whole error as JSON. */
function refusalOf(frame: IFrame): MaruError {
  const code = errorCode.safeParse(frame.headers.code);
  if (code.success) return new MaruError(code.data);
  const body = errorBody.safeParse(bodyOf(frame as IMessage));
  return new MaruError(body.success ? body.data.error.code : 'unavailable');
}
