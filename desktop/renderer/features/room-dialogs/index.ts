/** Dialogs about a room. */
export { LeaveRoomDialog, RemoveRoomDialog } from './leave-dialogs.tsx';
export { RoomTextDialog } from './room-text-dialog.tsx';
