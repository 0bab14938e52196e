/** Quick ways: the switcher between chats, and the sheet of all shortcuts. */
export { HelpDialog } from './help-dialog.tsx';
export { SwitcherDialog } from './switcher-dialog.tsx';
