import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { errorBody, errorTable } from '../../backend/contract/index.ts';

export interface RawAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface RawRequest {
  method?: string;
  /** Sent as it is, without the tidying that `fetch` does. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** One HTTP request exactly as written. */
export async function rawRequest(url: string, { method = 'GET', path, headers, body }: RawRequest) {
  const { hostname, port } = new URL(url);
  const outgoing = request({ hostname, port, path, method, headers, agent: false });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const answer: RawAnswer = {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: await text(response),
  };
  return answer;
}

/** Bytes to the port as they are; everything that comes back until it closes. */
export async function rawBytes(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  // Whoever leaves it open gives no answer.
  socket.setTimeout(2_000, () => socket.destroy());
  socket.write(bytes);
  return text(socket).catch(() => 'no answer');
}

/** The code of a refusal; checks that it is a documented one, below 500, and shows nothing of the inside. */
export async function refusedCode(url: string, accessToken: string, request: RawRequest): Promise<string> {
  const authorization = `Bearer ${accessToken}`;
  const headers = { authorization, 'content-type': 'application/json', ...request.headers };
  const { status, body, headers: answered } = await rawRequest(url, { ...request, headers });
  assert.ok(status >= 400, `${status} for ${request.method ?? 'GET'} ${request.path}`);
  const { error } = errorBody.parse(JSON.parse(body));
  assert.equal(status, errorTable[error.code].status);
  assert.ok(status < 500, `${status} ${body}`);
  assert.match(String(answered['content-type']), /^application\/json/);
  assert.doesNotMatch(body, /node_modules|\.ts:|\n\s+at /);
  return error.code;
}
