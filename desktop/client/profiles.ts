import { type Profile, profile } from '../../backend/contract/index.ts';
import type { ProfilesStore } from './stores/index.ts';

/** Remembers what the server says of people. Friends and participants carry more; only the profile is kept here. */
export function rememberProfiles(store: ProfilesStore, people: readonly Profile[]): void {
  const { byId } = store.getState();
  const changed = people.filter((person) => !isSame(byId[person.userId], person));
  if (changed.length === 0) return;
  store.setState({ byId: { ...byId, ...Object.fromEntries(changed.map(entryOf)) } });
}

const entryOf = (person: Profile): [string, Profile] => {
  const { userId, nickname, statusMessage, avatar } = person;
  return [userId, { userId, nickname, statusMessage, avatar }];
};

const fields = Object.keys(profile.shape) as (keyof Profile)[];

const isSame = (known: Profile | undefined, said: Profile): boolean =>
  known !== undefined && fields.every((field) => known[field] === said[field]);
