/** Accounts, passwords, sessions, profiles and kept alerts: the rules of the user server. */
export { createAlerts } from './alerts.ts';
export { hashPassword, verifyPassword } from './passwords.ts';
export { createProfiles } from './profiles.ts';
export { createRegistration } from './registration.ts';
export { createSessions } from './sessions.ts';
