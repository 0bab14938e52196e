import { randomUUID } from 'node:crypto';
import type { Profile, SessionId, Tokens, UserId } from '../../../backend/contract/index.ts';
import { chooseEngines, clock } from '../../../backend/engines.ts';
import type { UserStores } from '../../../backend/ports/index.ts';
import { readConfiguration } from '../../../backend/runtime/index.ts';
import { createTokens } from '../../../backend/services/front/tokens.ts';
import type { HttpClient } from '../load/http-client.ts';
import { type BenchEngines, benchSecret } from './bench-engines.ts';

/** Somebody who may call and connect. */
export interface Person {
  userId: string;
  accessToken: string;
}

const idOf = (index: number): UserId => `bench.${String(index).padStart(5, '0')}` as UserId;

/**
 * Puts people into the stores of a server that is not running, and makes their tokens: the way to five hundred without
 * a minute of password hashing. They are as the real ones but for the password.
 */
export async function seedPeople({ settings }: BenchEngines, count: number): Promise<Person[]> {
  const profiles = Array.from({ length: count }, (_, index) => profileOf(index));
  const engines = chooseEngines(readConfiguration(settings));
  await using userStores = await engines.userStores();
  const { users } = userStores;
  await using chat = await engines.chatStores();
  const createdAt = clock.now();
  await Promise.all(
    profiles.map((profile) => users.addAccount({ ...profile, passwordHash: 'none', createdAt })),
  );
  await chat.profiles.put(profiles);
  // Awaited here: the stores close when this returns.
  return await Promise.all(profiles.map((profile) => logIn(users, profile)));
}

function profileOf(index: number): Profile {
  return { userId: idOf(index), nickname: `벤치 ${index}`, statusMessage: '', avatar: '' };
}

async function logIn(users: UserStores['users'], profile: Profile): Promise<Person> {
  const { userId } = profile;
  const [sessionId, now] = [randomUUID() as SessionId, clock.now()];
  await users.addSession({
    sessionId,
    userId,
    device: 'bench',
    generation: 1,
    createdAt: now,
    rotatedAt: now,
  });
  const tokens = createTokens({ secret: benchSecret, clock });
  const { accessToken } = await tokens.issue({ sessionId, generation: 1, profile });
  return { userId, accessToken };
}

/** Signs people up and logs them in as everybody does. */
export function signUpPeople(http: HttpClient, count: number): Promise<Person[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => signUp(http, idOf(index))));
}

async function signUp(http: HttpClient, userId: string): Promise<Person> {
  const password = 'correct horse battery staple';
  await http.call('POST', '/users', undefined, { userId, password, nickname: userId });
  const { accessToken } = await http.call<Tokens>('POST', '/sessions', undefined, { userId, password });
  return { userId, accessToken };
}
