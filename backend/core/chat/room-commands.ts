import type {
  BlockStore,
  Clock,
  IdGenerator,
  MessageStore,
  ProfileStore,
  RoomStore,
  SearchIndex,
} from '../../ports/index.ts';
import { createAnnouncements } from './announcements.ts';
import { createForgetUser, type Tell } from './forget-user.ts';
import { createHiding } from './hiding.ts';
import { createInvitations } from './invitations.ts';
import { createLeaving } from './leaving.ts';
import { createSuccession } from './ownership.ts';
import { createRemovingRooms } from './removing-rooms.ts';
import { createRoomChanges } from './room-changes.ts';
import { createRoomDetails } from './room-details.ts';
import { createRemovalSweep, createRoomRemover } from './room-removal.ts';
import { createRooms } from './rooms.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  search: SearchIndex;
  blocks: BlockStore;
  profiles: ProfileStore;
  clock: Clock;
  ids: IdGenerator;
  /** Tells what comes of a deletion, as that is no command. */
  tell: Tell;
}

/** Everything that is done with rooms and the people in them, put together. */
export function createRoomCommands(dependencies: Dependencies) {
  const announcements = createAnnouncements(dependencies);
  const details = createRoomDetails(dependencies);
  const removeRoom = createRoomRemover(dependencies);
  const hiding = createHiding({ ...dependencies, announcements });
  const succeed = createSuccession({ ...dependencies, announcements, removeRoom });
  return {
    ...createRooms({ ...dependencies, details }),
    invite: createInvitations({ ...dependencies, announcements, details }),
    leave: createLeaving({ ...dependencies, announcements, hiding, succeed, removeRoom }),
    change: createRoomChanges({ ...dependencies, announcements, details }),
    remove: createRemovingRooms({ ...dependencies, hiding, removeRoom }),
    sweepRemovals: createRemovalSweep(dependencies),
    forgetUser: createForgetUser({ ...dependencies, announcements, succeed, removeRoom }),
  };
}
