/** An open room: its messages and the composer. */
export { RoomPanel } from './room-panel.tsx';
