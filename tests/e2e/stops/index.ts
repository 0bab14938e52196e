/** Every screen of the messenger for somebody in a world of odd things, each reached from the one before. */
import type { OddWorld } from '../odd-world.ts';
import { chatStops } from './chat-stops.ts';
import { drawerStops } from './drawer-stops.ts';
import { friendStops } from './friend-stops.ts';
import { messageStops } from './message-stops.ts';
import { roomStops } from './room-stops.ts';
import { endOfSession, sessionStops } from './session-stops.ts';
import { settingsStops } from './settings-stops.ts';
import { largeStops, narrowStops } from './shape-stops.ts';
import type { Stop } from './stop.ts';

export { desktopStops } from './desktop-stops.ts';
export { emptyStops } from './empty-stops.ts';
export { leavingStops } from './leaving-stops.ts';
export type { Stop } from './stop.ts';
export { troubleStops } from './trouble-stops.ts';

export const stopsOf = (world: OddWorld): readonly Stop[] => [
  ...sessionStops(world.me),
  ...friendStops,
  ...chatStops,
  ...roomStops(world),
  ...messageStops,
  ...drawerStops,
  ...settingsStops,
  ...largeStops,
  ...narrowStops,
  endOfSession(world.me),
];
