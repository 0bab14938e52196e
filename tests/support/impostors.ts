import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, createServer, type Socket, type Server as TcpServer } from 'node:net';
import { mongo } from 'mongoose';

/** Something on a port of the loopback that is not the engine that was looked for, or does not let anybody in. */
export interface Impostor extends AsyncDisposable {
  /** `127.0.0.1:port` */
  address: string;
}

/** Takes connections and never says a word. */
export const silentServer = (): Promise<Impostor> => listening(createServer(() => {}));

/** Says the same to every HTTP request. */
export function httpServer(
  status: number,
  body: object,
  headers: Record<string, string> = {},
): Promise<Impostor> {
  const answer = JSON.stringify(body);
  return listening(
    createHttpServer((_request, response) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(answer),
    ),
  );
}

/** An Elasticsearch on its way up: cuts connections off until `isUp`, and then agrees to everything. */
export function upAfter(isUp: () => boolean): Promise<Impostor> {
  const headers = { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' };
  return listening(
    createHttpServer((request, response) => {
      if (isUp()) response.writeHead(200, headers).end('{"acknowledged":true,"hits":{"hits":[]}}');
      else request.socket.destroy();
    }),
  );
}

/** A MongoDB server as far as its greeting, which lets nobody in: code 18, AuthenticationFailed. */
export function lockedMongo(): Promise<Impostor> {
  const hello = {
    helloOk: true,
    isWritablePrimary: true,
    maxBsonObjectSize: 16_777_216,
    minWireVersion: 0,
    maxWireVersion: 25,
    ok: 1,
  };
  const refusal = { ok: 0, code: 18, codeName: 'AuthenticationFailed', errmsg: 'Authentication failed.' };
  return listening(
    createServer((socket) => {
      socket.on('error', () => {});
      let received = Buffer.alloc(0);
      socket.on('data', (data) => {
        received = Buffer.concat([received, data]);
        while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
          const length = received.readInt32LE(0);
          const request = received.subarray(0, length);
          received = received.subarray(length);
          answer(socket, request, isGreeting(request) ? hello : refusal);
        }
      });
    }),
  );
}

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol */
const [opReply, opQuery, opMessage] = [1, 2004, 2013];

const isGreeting = (request: Buffer): boolean =>
  request.includes('hello\0') || request.includes('ismaster\0');

function answer(socket: Socket, request: Buffer, document: object): void {
  const body = Buffer.from(mongo.BSON.serialize(document));
  const isQuery = request.readInt32LE(12) === opQuery;
  // A reply has flags, a cursor, a start and a count before its document; a message has flags and the kind of its section.
  const before = isQuery ? Buffer.alloc(20) : Buffer.alloc(5);
  if (isQuery) before.writeInt32LE(1, 16);
  const header = Buffer.alloc(16);
  header.writeInt32LE(header.length + before.length + body.length, 0);
  header.writeInt32LE(request.readInt32LE(4), 8);
  header.writeInt32LE(isQuery ? opReply : opMessage, 12);
  socket.write(Buffer.concat([header, before, body]));
}

async function listening(server: Server | TcpServer): Promise<Impostor> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
