import type { DomainEvent, Person, RoomId } from '../../contract/index.ts';
import type { ParticipantRecord, ProfileStore, RoomStore } from '../../ports/index.ts';
import { type Announcements, announced, type Occasion } from './announcements.ts';
import { chatEventOf } from './chat-event.ts';
import { longestStanding } from './participants.ts';
import { namePerson } from './people.ts';
import type { RoomRemover } from './room-removal.ts';

interface Dependencies {
  rooms: RoomStore;
  profiles: ProfileStore;
  announcements: Announcements;
  removeRoom: RoomRemover;
}

export type Succession = ReturnType<typeof createSuccession>;

/**
 * After somebody has gone: a group belongs to somebody who is in it, and one that nobody is in goes. Looks afresh at who is
 * there, so that of two who go at the same moment the later one settles it. `departure` is what made it necessary; repeating
 * it gives the same events again.
 */
export function createSuccession({ rooms, profiles, announcements, removeRoom }: Dependencies) {
  return async (roomId: RoomId, sender: Person, departure: Occasion): Promise<DomainEvent[]> => {
    const [room, people] = await Promise.all([rooms.findRoom(roomId), rooms.findParticipants(roomId)]);
    if (!room) return [];
    const next = longestStanding(people);
    if (!next) return removeRoom(roomId);
    const occasion = (owner: string): Occasion => ['owner', owner, ...departure];
    if (people.some(({ userId }) => userId === room.owner)) {
      const told = await announcements.find(roomId, sender.userId, occasion(room.owner));
      return told ? [announced(told), ownerChanged(room.owner)] : [];
    }
    const note = { type: 'owner' as const, people: [await namePerson(profiles, next.userId)] };
    const told = await announcements.announce({ roomId, sender, note, occasion: occasion(next.userId) });
    await rooms.changeRoom(roomId, { owner: next.userId });
    return [announced(told), ownerChanged(next.userId)];

    function ownerChanged(owner: ParticipantRecord['userId']): DomainEvent {
      const userIds = people.map(({ userId }) => userId);
      return chatEventOf({ type: 'room.changed', roomId, owner, userIds });
    }
  };
}
