/** Dialogs about one message. */
export { ForwardDialog } from './forward-dialog.tsx';
export { ReactDialog } from './react-dialog.tsx';
export { ReportDialog } from './report-dialog.tsx';
export { UnsendDialog } from './unsend-dialog.tsx';
