import { lazy, Suspense } from 'react';
import { closeDialog, type DialogName, useView } from '../state/view.ts';

const AddFriendDialog = lazy(() => people().then((module) => ({ default: module.AddFriendDialog })));
const NewGroupDialog = lazy(() => people().then((module) => ({ default: module.NewGroupDialog })));
const ProfileDialog = lazy(() => profile().then((module) => ({ default: module.ProfileDialog })));
const EditProfileDialog = lazy(() => profile().then((module) => ({ default: module.EditProfileDialog })));
const ParticipantsDialog = lazy(() => people().then((module) => ({ default: module.ParticipantsDialog })));

const people = () => import('../features/people/index.ts');
const profile = () => import('../features/profile/index.ts');

/** The one dialog that is open, if any; fetched when it is first needed. */
export function Dialogs() {
  const dialog = useView((view) => view.dialog);
  return <Suspense fallback={null}>{dialog && <OneDialog dialog={dialog} />}</Suspense>;
}

function OneDialog({ dialog }: { dialog: DialogName }) {
  switch (dialog.is) {
    case 'addFriend':
      return <AddFriendDialog onClose={closeDialog} />;
    case 'newGroup':
      return <NewGroupDialog onClose={closeDialog} />;
    case 'editProfile':
      return <EditProfileDialog onClose={closeDialog} />;
    case 'profile':
      return <ProfileDialog userId={dialog.userId} onClose={closeDialog} />;
    case 'participants':
      return <ParticipantsDialog roomId={dialog.roomId} onClose={closeDialog} />;
  }
}
