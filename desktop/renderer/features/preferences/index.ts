/** The settings, section by section. */
export { SettingsDialog } from './settings-dialog.tsx';
