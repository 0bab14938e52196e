import { profileSchema } from './profile-store.ts';

/**
 * chat.sqlite. Messages lie in the file in the order of room and seq, so a page is one seek and neighbours after it, however
 * deep. `participant_count` is kept because counting a thousand participants of each room in a list is slow.
 */
export const chatMigrations = [
  `CREATE TABLE messages (
     room_id TEXT NOT NULL, seq INTEGER NOT NULL, created_at INTEGER NOT NULL, kind TEXT NOT NULL,
     message_id TEXT NOT NULL, client_message_id TEXT NOT NULL, user_id TEXT NOT NULL, nickname TEXT NOT NULL,
     message TEXT NOT NULL,
     PRIMARY KEY (room_id, seq)) WITHOUT ROWID;
   CREATE UNIQUE INDEX messages_sent ON messages (room_id, user_id, client_message_id);
   CREATE TABLE rooms (
     room_id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, created_by TEXT NOT NULL,
     created_at INTEGER NOT NULL, participant_count INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE participants (
     room_id TEXT NOT NULL, user_id TEXT NOT NULL, joined_seq INTEGER NOT NULL, read_seq INTEGER NOT NULL,
     muted INTEGER NOT NULL, favourite INTEGER NOT NULL,
     PRIMARY KEY (room_id, user_id)) WITHOUT ROWID;
   CREATE INDEX participants_by_user ON participants (user_id, room_id);
   ${profileSchema}`,
];
