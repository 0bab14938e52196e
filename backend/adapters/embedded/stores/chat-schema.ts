import { blockSchema } from './block-store.ts';
import { bookmarkSchema } from './bookmark-store.ts';
import { profileSchema } from './profile-store.ts';
import { reportSchema } from './report-store.ts';

/**
 * chat.sqlite. Messages lie in the file in the order of their coming, and `messages_sent` begins with the id that grows with
 * time: both only ever grow at their end, which halves the cost of an insert against lying in the order of the rooms
 * (measured: 10 against 20 to 30 µs). A page is one walk along `messages_by_seq` with a seek for each message.
 * `details` is JSON of what most messages do not have (mentions, reactions, an edit …). `participant_count` is kept because counting a thousand participants of each room in a list is slow.
 */
export const chatMigrations = [
  `CREATE TABLE messages (
     arrival INTEGER PRIMARY KEY,
     room_id TEXT NOT NULL, seq INTEGER NOT NULL, created_at INTEGER NOT NULL, kind TEXT NOT NULL,
     message_id TEXT NOT NULL, client_message_id TEXT NOT NULL, user_id TEXT NOT NULL, nickname TEXT NOT NULL,
     message TEXT NOT NULL);
   CREATE UNIQUE INDEX messages_by_seq ON messages (room_id, seq);
   CREATE UNIQUE INDEX messages_sent ON messages (client_message_id, room_id, user_id);
   CREATE TABLE rooms (
     room_id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, created_by TEXT NOT NULL,
     created_at INTEGER NOT NULL, participant_count INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE participants (
     room_id TEXT NOT NULL, user_id TEXT NOT NULL, joined_seq INTEGER NOT NULL, read_seq INTEGER NOT NULL,
     muted INTEGER NOT NULL, favourite INTEGER NOT NULL,
     PRIMARY KEY (room_id, user_id)) WITHOUT ROWID;
   CREATE INDEX participants_by_user ON participants (user_id, room_id);
   ${profileSchema}`,
  `ALTER TABLE messages ADD COLUMN text_count INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE messages ADD COLUMN details TEXT;
   UPDATE messages SET text_count = seq;
   ALTER TABLE participants ADD COLUMN joined_text_count INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE participants ADD COLUMN read_text_count INTEGER NOT NULL DEFAULT 0;
   UPDATE participants SET joined_text_count = joined_seq, read_text_count = read_seq;
   ALTER TABLE rooms RENAME COLUMN created_by TO owner;
   ALTER TABLE rooms ADD COLUMN notice TEXT;`,
  `ALTER TABLE participants ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE rooms ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
   CREATE VIEW participants_now AS
     SELECT p.* FROM participants AS p JOIN rooms AS r ON r.room_id = p.room_id WHERE p.gone = 0;
   CREATE TABLE hidden_rooms (
     room_id TEXT NOT NULL, user_id TEXT NOT NULL, seq INTEGER NOT NULL,
     PRIMARY KEY (room_id, user_id)) WITHOUT ROWID;
   CREATE TABLE removed_rooms (
     room_id TEXT PRIMARY KEY, at INTEGER NOT NULL, owner TEXT NOT NULL, user_ids TEXT) WITHOUT ROWID;
   CREATE INDEX removed_rooms_open ON removed_rooms (at, room_id) WHERE user_ids IS NOT NULL;`,
  blockSchema,
  bookmarkSchema,
  `ALTER TABLE hidden_rooms ADD COLUMN request_id TEXT NOT NULL DEFAULT ''`,
  reportSchema,
];
