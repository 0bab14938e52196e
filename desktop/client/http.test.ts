import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints } from '../../backend/contract/index.ts';
import { createHttp } from './http.ts';
import { systemClock } from './platform.ts';
import type { Clock } from './ports.ts';

const profile = { userId: 'anna', nickname: '안나', statusMessage: '', avatar: '' };

function httpThat(answer: (url: string, request: RequestInit) => Response | Promise<Response>) {
  const fetch = async (input: unknown, init?: RequestInit) => answer(String(input), init ?? {});
  return createHttp({ baseUrl: 'http://front', fetch: fetch as typeof globalThis.fetch, clock: systemClock });
}

test('a call is written as the contract says', async () => {
  const seen: [string, RequestInit][] = [];
  const http = httpThat((...call) => {
    seen.push(call);
    return Response.json({ users: [profile] });
  });
  const input = { query: { query: '안 나&', limit: undefined } };
  const { users } = await http(endpoints.searchUsers, input, { accessToken: 't' });
  assert.equal(users[0]?.nickname, '안나');
  const [[url, request]] = seen as [[string, RequestInit]];
  assert.equal(url, 'http://front/users?query=%EC%95%88+%EB%82%98%26');
  assert.equal((request.headers as Record<string, string>).Authorization, 'Bearer t');
  assert.equal(request.redirect, 'error');
});

test('an id cannot leave its place in the path', async () => {
  let address = '';
  const http = httpThat((url) => {
    address = url;
    return new Response(null, { status: 204 });
  });
  await http(endpoints.removeFriend, { params: { userId: '../users/me' } });
  assert.equal(address, 'http://front/friends/..%2Fusers%2Fme');
});

test('every failure has a code of the table', async () => {
  const cases: [Response | Error, string][] = [
    [
      Response.json({ error: { code: 'user_not_found', message: '', retryable: false } }, { status: 404 }),
      'user_not_found',
    ],
    [new Response('<html>', { status: 502 }), 'unavailable'],
    [new Response('', { status: 504 }), 'timeout'],
    [new Response('slow down', { status: 429 }), 'rate_limited'],
    [new Response('?', { status: 418 }), 'invalid_request'],
    [
      Response.json({ error: { code: 'from_the_future', message: '', retryable: true } }, { status: 500 }),
      'internal',
    ],
    [Response.json({ not: 'a profile' }), 'internal'],
    [new TypeError('no network'), 'unavailable'],
  ];
  for (const [answer, code] of cases) {
    const http = httpThat(() => (answer instanceof Error ? Promise.reject(answer) : answer));
    await assert.rejects(http(endpoints.me, {}), { name: 'MaruError', code });
  }
});

test('a front that does not answer is given up', async () => {
  const impatient: Clock = {
    now: () => 0,
    after: (_milliseconds, run) => {
      queueMicrotask(run);
      return () => {};
    },
  };
  const hanging = (_: unknown, init?: RequestInit) =>
    new Promise<Response>((_resolve, reject) => {
      const signal = init?.signal as AbortSignal;
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const http = createHttp({
    baseUrl: 'http://front',
    fetch: hanging as typeof globalThis.fetch,
    clock: impatient,
  });
  await assert.rejects(http(endpoints.me, {}), { code: 'timeout' });
});
