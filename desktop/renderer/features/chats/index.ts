/** The chat list. */
export { ChatsPanel } from './chats-panel.tsx';
export { useWalkChats } from './use-walk-chats.ts';
