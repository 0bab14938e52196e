import { strict as assert } from 'node:assert';
import { after, before, describe, test } from 'node:test';
import {
  type EndpointSpec,
  endpoints,
  errorBody,
  errorTable,
  type RoomId,
} from '../../backend/contract/index.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { type RawAnswer, rawRequest } from '../support/maru-raw.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';

let maru: TestMaru;
let jimin: Person;
let roomId: RoomId;
before(async () => {
  maru = await startTestMaru();
  jimin = await maru.person();
  ({ roomId } = await jimin.call('createRoom', { body: { kind: 'self' } }));
});
after(() => maru[Symbol.asyncDispose]());

/** Ids as nobody has them, as they stand in an address. */
const oddIds = [
  '%00',
  'a%00b',
  'a'.repeat(10_000),
  '%7B%22%24ne%22%3Anull%7D',
  '[object%20Object]',
  '$ne',
  '%24gt',
  'a%2Fb',
  '..%2F..%2Fetc%2Fpasswd',
  '%252F',
  '%F0%9F%98%80',
  '%E1%84%92%E1%85%A1%E1%86%AB',
  '%ED%A0%80',
  '%',
  "'%20OR%20'1'='1",
  '-1',
  '0',
  '1e999',
  '9007199254740993',
  'null',
  '__proto__',
  'constructor',
];

/** The same in a body, and what is no text at all. */
const oddValues = [
  ...oddIds,
  '\0',
  '\ud800',
  '😀',
  '',
  ' ',
  null,
  true,
  -1,
  1.5,
  1e308,
  [],
  [[]],
  {},
  { $ne: null },
  { $gt: '' },
  { $where: 'sleep(1000)' },
  { length: 1e9 },
  [{ $regex: '.*' }],
];

const specs = Object.entries(endpoints) as [string, EndpointSpec][];

function send(spec: EndpointSpec, path: string, body?: unknown): Promise<RawAnswer> {
  const headers = {
    // What would end the test with the session or the account goes without one.
    ...(endsIt(spec) ? {} : { authorization: `Bearer ${jimin.tokens.accessToken}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  return rawRequest(maru.url, { method: spec.method, path, headers, ...text });
}

const endsIt = ({ method, path }: EndpointSpec): boolean => method === 'DELETE' && path === '/users/me';

/** Answered as documented, whether it was accepted or refused: never by a failure. */
function check({ status, body }: RawAnswer, what: string): void {
  assert.ok(status < 500, `${status} for ${what}: ${body.slice(0, 300)}`);
  if (status < 400) return;
  // Node refuses by itself what is no HTTP.
  if (body === '') assert.ok([400, 414, 431].includes(status), what);
  else assert.equal(errorTable[errorBody.parse(JSON.parse(body)).error.code].status, status, what);
  assert.doesNotMatch(body, /node_modules|\.ts:|\n\s+at |SQLITE|Mongo/, what);
}

/** Values that are good in the place of a parameter, so that the others are reached. */
const goodValues: Record<string, () => string> = {
  roomId: () => roomId,
  userId: () => jimin.userId,
  seq: () => '1',
  emoji: () => encodeURIComponent('👍'),
  sessionId: () => '018f0000-0000-7000-8000-000000000000',
  deletionId: () => '018f0000-0000-7000-8000-000000000000',
};

const fill = (path: string, odd: string | undefined, value: string): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => (name === odd ? value : (goodValues[name]?.() ?? 'x')));

/** Fields of bodies whose schema is a union. */
const bodyFields = { kind: 0, userIds: 0, title: 0, seq: 0 };

/** Good values of every field that bodies have, so that one odd one is reached. */
function goodBody(): Record<string, unknown> {
  return {
    clientMessageId: newMessageId(),
    message: '글',
    kind: 'group',
    userIds: [jimin.userId],
    seq: 1,
    device: '',
    refreshToken: 'x',
    labels: [],
    note: '',
  };
}

describe('odd ids and values never make a server fail', () => {
  for (const [name, spec] of specs) {
    const parameters = [...spec.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
    for (const parameter of parameters)
      test(`${name}: ${parameter} in the address`, async () => {
        for (const odd of oddIds) {
          const path = fill(spec.path, parameter, odd);
          check(await send(spec, path, spec.body && {}), `${spec.method} ${path.slice(0, 80)}`);
        }
      });

    const query = Object.keys(spec.query?.shape ?? {});
    if (query.length > 0)
      test(`${name}: the query`, async () => {
        for (const key of query)
          for (const odd of oddIds)
            for (const form of [`${key}=${odd}`, `${key}[$ne]=${odd}`, `${key}=1&${key}=${odd}`]) {
              const path = `${fill(spec.path, undefined, '')}?${form}`;
              check(await send(spec, path), `${spec.method} ${path.slice(0, 80)}`);
            }
      });

    const fields = Object.keys((spec.body as { shape?: object } | undefined)?.shape ?? bodyFields);
    if (spec.body)
      test(`${name}: the body`, async () => {
        const path = fill(spec.path, undefined, '');
        for (const field of fields)
          for (const odd of oddValues) {
            const body = { ...goodBody(), [field]: odd };
            check(await send(spec, path, body), `${spec.method} ${path} ${field}: ${JSON.stringify(odd)}`);
          }
        for (const odd of oddValues) check(await send(spec, path, odd), `${path} ${JSON.stringify(odd)}`);
      });
  }

  test('and after all of that everything works', async () => {
    const { seq } = await jimin.say(roomId, '끝');
    assert.equal((await jimin.history(roomId)).at(-1)?.seq, seq);
    assert.equal((await jimin.call('me')).userId, jimin.userId);
  });
});
