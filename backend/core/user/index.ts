/** Accounts, passwords, sessions, profiles and kept alerts: the rules of the user server. */
export { createAlerts } from './alerts.ts';
export { createCredentials } from './credentials.ts';
export { createDeletions } from './deletions.ts';
export { createPasswordChange } from './password-change.ts';
export { hashPassword, verifyPassword } from './passwords.ts';
export { createProfiles } from './profiles.ts';
export { createRegistration } from './registration.ts';
export { createDigestOf } from './retired-ids.ts';
export { createSessions } from './sessions.ts';
