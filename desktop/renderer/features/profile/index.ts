/** Profile cards, what can be changed about a friend, and the form for one's own profile. */
export { EditProfileDialog } from './edit-profile-dialog.tsx';
export { RemoveFriendDialog, RenameFriendDialog } from './friend-dialogs.tsx';
export { ProfileDialog } from './profile-dialog.tsx';
