/** The chat list. */
export { ChatsPanel } from './chats-panel.tsx';
