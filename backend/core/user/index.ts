/** Accounts, passwords, sessions and profiles: the rules of the user server. */
export { hashPassword, verifyPassword } from './passwords.ts';
export { createProfiles } from './profiles.ts';
export { createRegistration } from './registration.ts';
export { createSessions } from './sessions.ts';
