/** Dialogs about people: find and add, choose for a group, see who is in a room. */
export { AddFriendDialog } from './add-friend-dialog.tsx';
export { InviteDialog } from './invite-dialog.tsx';
export { NewGroupDialog } from './new-group-dialog.tsx';
export { ParticipantsDialog } from './participants-dialog.tsx';
