import type { Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';
import type { ShellApp } from './shell-app.ts';

/** Somebody's log-in comes back as after a restart: by the token in the vault. Where there is no key store it is in memory only. */
export async function logIn(app: ShellApp, person: Person): Promise<void> {
  await app.page(`window.maru.saveToken(${JSON.stringify(person.tokens.refreshToken)})`);
  await app.page('void location.reload()');
  await until('the shell', () => app.page(`document.querySelector('nav') !== null`).catch(() => false));
}
