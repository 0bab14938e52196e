/** The fourth section: own profile, the way to the settings, log-out. */
export { MorePanel } from './more-panel.tsx';
