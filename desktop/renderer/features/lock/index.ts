/** What every window of the desktop app shows while it is locked. */
export { Lock } from './lock.tsx';
