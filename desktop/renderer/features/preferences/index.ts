/** The third section: own profile, language, theme, devices, log-out. */
export { MorePanel } from './more-panel.tsx';
