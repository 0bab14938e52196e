/** Log-in and sign-up. */
export { SessionScreen } from './session-screen.tsx';
