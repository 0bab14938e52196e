/** The files of the embedded engine as whoever runs it sees them; nothing is made or changed, and a Maru may be at work on them. */
import type { Examination, LogDiagnosis } from '../../../ports/index.ts';
import { abuseMigrations } from '../stores/abuse-store.ts';
import { chatMigrations } from '../stores/chat-schema.ts';
import { friendMigrations } from '../stores/friend-store.ts';
import { logIndexMigrations } from '../stores/log-index.ts';
import { searchMigrations } from '../stores/search-schema.ts';
import { userMigrations } from '../stores/user-schema.ts';
import { examineFile } from './file.ts';
import { examineFolder } from './folder.ts';
import { EmbeddedLogDiagnosis } from './log-diagnosis.ts';

const migrations = {
  user: userMigrations,
  friend: friendMigrations,
  chat: chatMigrations,
  search: searchMigrations,
  abuse: abuseMigrations,
  logs: logIndexMigrations,
};

/** A service's file beside log.sqlite, by its name without `.sqlite`, and its folder. */
export async function examineEmbeddedFile(
  directory: string,
  name: Exclude<keyof typeof migrations, 'search'>,
): Promise<Examination> {
  // The chat servers have their search beside.
  const names = name === 'chat' ? (['chat', 'search'] as const) : [name];
  const files = names.map((each) =>
    examineFile({ directory, file: `${each}.sqlite`, migrations: migrations[each] }),
  );
  return { findings: [...examineFolder(directory), ...files] };
}

export async function openEmbeddedLogDiagnosis(directory: string): Promise<LogDiagnosis> {
  return new EmbeddedLogDiagnosis(directory);
}
