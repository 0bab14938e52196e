/** Profile cards and the form for one's own. */
export { EditProfileDialog } from './edit-profile-dialog.tsx';
export { ProfileDialog } from './profile-dialog.tsx';
