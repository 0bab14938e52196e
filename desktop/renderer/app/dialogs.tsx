import { lazy, Suspense } from 'react';
import { closeDialog, type DialogName, useView } from '../state/view.ts';

const people = () => import('../features/people/index.ts');
const profile = () => import('../features/profile/index.ts');
const messages = () => import('../features/message-dialogs/index.ts');
const drawer = () => import('../features/drawer/index.ts');
const finding = () => import('../features/finding/index.ts');
const preferences = () => import('../features/preferences/index.ts');
const rooms = () => import('../features/room-dialogs/index.ts');

const AddFriendDialog = lazy(() => people().then((module) => ({ default: module.AddFriendDialog })));
const NewGroupDialog = lazy(() => people().then((module) => ({ default: module.NewGroupDialog })));
const ParticipantsDialog = lazy(() => people().then((module) => ({ default: module.ParticipantsDialog })));
const ProfileDialog = lazy(() => profile().then((module) => ({ default: module.ProfileDialog })));
const RenameFriendDialog = lazy(() => profile().then((module) => ({ default: module.RenameFriendDialog })));
const RemoveFriendDialog = lazy(() => profile().then((module) => ({ default: module.RemoveFriendDialog })));
const EditProfileDialog = lazy(() => profile().then((module) => ({ default: module.EditProfileDialog })));
const ForwardDialog = lazy(() => messages().then((module) => ({ default: module.ForwardDialog })));
const ReactDialog = lazy(() => messages().then((module) => ({ default: module.ReactDialog })));
const ReportDialog = lazy(() => messages().then((module) => ({ default: module.ReportDialog })));
const UnsendDialog = lazy(() => messages().then((module) => ({ default: module.UnsendDialog })));
const InviteDialog = lazy(() => people().then((module) => ({ default: module.InviteDialog })));
const RoomTextDialog = lazy(() => rooms().then((module) => ({ default: module.RoomTextDialog })));
const LeaveRoomDialog = lazy(() => rooms().then((module) => ({ default: module.LeaveRoomDialog })));
const BookmarkDialog = lazy(() => drawer().then((module) => ({ default: module.BookmarkDialog })));
const SwitcherDialog = lazy(() => finding().then((module) => ({ default: module.SwitcherDialog })));
const HelpDialog = lazy(() => finding().then((module) => ({ default: module.HelpDialog })));
const SettingsDialog = lazy(() => preferences().then((module) => ({ default: module.SettingsDialog })));
const RemoveRoomDialog = lazy(() => rooms().then((module) => ({ default: module.RemoveRoomDialog })));

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
    case 'renameFriend':
      return <RenameFriendDialog userId={dialog.userId} onClose={closeDialog} />;
    case 'removeFriend':
      return <RemoveFriendDialog userId={dialog.userId} onClose={closeDialog} />;
    case 'participants':
      return <ParticipantsDialog roomId={dialog.roomId} onClose={closeDialog} />;
    case 'forward':
      return <ForwardDialog message={dialog.message} onClose={closeDialog} />;
    case 'react':
      return <ReactDialog message={dialog.message} onClose={closeDialog} />;
    case 'report':
      return <ReportDialog message={dialog.message} onClose={closeDialog} />;
    case 'unsend':
      return <UnsendDialog message={dialog.message} onClose={closeDialog} />;
    case 'invite':
      return <InviteDialog roomId={dialog.roomId} onClose={closeDialog} />;
    case 'roomTitle':
    case 'notice':
      return <RoomTextDialog key={dialog.is} what={dialog.is} roomId={dialog.roomId} onClose={closeDialog} />;
    case 'leaveRoom':
      return <LeaveRoomDialog roomId={dialog.roomId} onClose={closeDialog} />;
    case 'bookmark':
      return <BookmarkDialog bookmark={dialog.bookmark} onClose={closeDialog} />;
    case 'switcher':
      return <SwitcherDialog onClose={closeDialog} />;
    case 'help':
      return <HelpDialog onClose={closeDialog} />;
    case 'settings':
      return <SettingsDialog section={dialog.section} onClose={closeDialog} />;
    case 'removeRoom':
      return <RemoveRoomDialog roomId={dialog.roomId} onClose={closeDialog} />;
  }
}
