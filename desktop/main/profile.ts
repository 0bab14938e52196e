import { join } from 'node:path';
import { profileName } from '../ipc/index.ts';

/** The name after `--profile`; undefined for the first profile. Throws a sentence for a name that is none. */
export function findProfile(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((argument) => argument === '--profile' || argument.startsWith('--profile='));
  if (at < 0) return undefined;
  const given = argv[at]?.split('=')[1] ?? argv[at + 1];
  const { success, data } = profileName.safeParse(given);
  if (!success)
    throw new Error(`--profile needs a name of letters, digits, - and _, 32 at most: ${given ?? ''}`);
  return data;
}

/** Each profile keeps everything in a folder of its own: log-in, windows, settings, PIN. */
export const profileDirectory = (userData: string, profile: string | undefined): string =>
  profile === undefined ? userData : join(profilesFolder(userData), profile);

export const profilesFolder = (userData: string): string => join(userData, 'profiles');

/** The profiles that can be opened beside this one, and a name for a new one. */
export function otherProfiles(folders: readonly string[], current: string | undefined) {
  const known = folders.filter((name) => profileName.safeParse(name).success).toSorted();
  const others = [undefined, ...known].filter((name) => name !== current);
  let number = 2;
  while (known.includes(`account-${number}`)) number++;
  return { others, fresh: `account-${number}` };
}

/** The arguments that start this app with a profile; `own` are those before, such as the folder of an app that is not packaged. */
export const profileArguments = (own: readonly string[], profile: string | undefined): string[] => [
  ...own,
  ...(profile === undefined ? [] : [`--profile=${profile}`]),
];
