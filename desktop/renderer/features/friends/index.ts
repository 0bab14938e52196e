/** The friend list. */
export { FriendsPanel } from './friends-panel.tsx';
