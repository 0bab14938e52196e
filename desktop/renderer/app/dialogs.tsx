import { Suspense } from 'react';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { FailureDialog } from '../components/failure-dialog.tsx';
import { lazyPart } from '../components/lazy-part.tsx';
import { closeDialog, type DialogName, useView } from '../state/view.ts';

const people = () => import('../features/people/index.ts');
const profile = () => import('../features/profile/index.ts');
const messages = () => import('../features/message-dialogs/index.ts');
const drawer = () => import('../features/drawer/index.ts');
const finding = () => import('../features/finding/index.ts');
const preferences = () => import('../features/preferences/index.ts');
const rooms = () => import('../features/room-dialogs/index.ts');

const AddFriendDialog = lazyPart(() => people().then((module) => module.AddFriendDialog));
const NewGroupDialog = lazyPart(() => people().then((module) => module.NewGroupDialog));
const ParticipantsDialog = lazyPart(() => people().then((module) => module.ParticipantsDialog));
const ProfileDialog = lazyPart(() => profile().then((module) => module.ProfileDialog));
const RenameFriendDialog = lazyPart(() => profile().then((module) => module.RenameFriendDialog));
const RemoveFriendDialog = lazyPart(() => profile().then((module) => module.RemoveFriendDialog));
const EditProfileDialog = lazyPart(() => profile().then((module) => module.EditProfileDialog));
const ForwardDialog = lazyPart(() => messages().then((module) => module.ForwardDialog));
const ReactDialog = lazyPart(() => messages().then((module) => module.ReactDialog));
const ReportDialog = lazyPart(() => messages().then((module) => module.ReportDialog));
const UnsendDialog = lazyPart(() => messages().then((module) => module.UnsendDialog));
const InviteDialog = lazyPart(() => people().then((module) => module.InviteDialog));
const RoomTextDialog = lazyPart(() => rooms().then((module) => module.RoomTextDialog));
const LeaveRoomDialog = lazyPart(() => rooms().then((module) => module.LeaveRoomDialog));
const BookmarkDialog = lazyPart(() => drawer().then((module) => module.BookmarkDialog));
const SwitcherDialog = lazyPart(() => finding().then((module) => module.SwitcherDialog));
const HelpDialog = lazyPart(() => finding().then((module) => module.HelpDialog));
const SettingsDialog = lazyPart(() => preferences().then((module) => module.SettingsDialog));
const RemoveRoomDialog = lazyPart(() => rooms().then((module) => module.RemoveRoomDialog));

/** The one dialog that is open, if any; fetched when it is first needed. */
export function Dialogs() {
  const dialog = useView((view) => view.dialog);
  if (!dialog) return null;
  return (
    <ErrorBoundary
      key={dialog.is}
      fallback={(failure) => <FailureDialog onClose={closeDialog} {...failure} />}
    >
      <Suspense fallback={null}>
        <OneDialog dialog={dialog} />
      </Suspense>
    </ErrorBoundary>
  );
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
