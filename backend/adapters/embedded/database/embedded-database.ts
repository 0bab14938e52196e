import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BackgroundCheckpoints } from './background-checkpoints.ts';
import { GroupCommit, type GroupTransaction } from './group-commit.ts';
import { EmbeddedStorageError, toStorageError } from './storage-error.ts';

/**
 * What a power cut may take. The death of the process alone (`kill -9`, a crash, out of memory) takes nothing that was
 * acknowledged in either mode: every commit has reached the operating system by then.
 * - `normal`: the file stays whole, but about the last second may be gone. Commits need no fsync.
 * - `full`: nothing that was acknowledged is gone. Each commit waits for an fsync of the disk.
 */
export type Synchronous = 'normal' | 'full';

export interface DatabaseOptions {
  directory: string;
  /** Name of the file in the directory. */
  file: string;
  /** Schema steps in order; a file remembers in `user_version` how many it has been through. Only ever add at the end. */
  migrations: readonly string[];
  synchronous?: Synchronous;
  /** Told how each group of writes ended. */
  hooks?: Pick<GroupTransaction, 'committed' | 'rolledBack'>;
}

/** One SQLite file, held by this process alone, whose writes are committed in groups. */
export class EmbeddedDatabase implements AsyncDisposable {
  readonly file: string;
  readonly sql: DatabaseSync;
  readonly #lock: DatabaseSync;
  readonly #group: GroupCommit;
  readonly #checkpoints: BackgroundCheckpoints;
  #closed: Promise<void> | undefined;

  constructor(options: DatabaseOptions) {
    this.file = join(options.directory, options.file);
    makeDirectory(options.directory, this.file);
    this.#lock = lockFile(this.file);
    this.sql = openFile(this.file, options, this.#lock);
    const [begin, commit] = [this.sql.prepare('BEGIN IMMEDIATE'), this.sql.prepare('COMMIT')];
    this.#group = new GroupCommit({
      begin: () => begin.run(),
      commit: () => commit.run(),
      // A full disk or a failing one makes SQLite roll back by itself.
      rollback: () => this.sql.isTransaction && this.sql.exec('ROLLBACK'),
      committed: () => {
        this.#checkpoints.wrote();
        options.hooks?.committed?.();
      },
      rolledBack: () => options.hooks?.rolledBack?.(),
    });
    this.#checkpoints = new BackgroundCheckpoints(this.file, this.#group);
  }

  /** Runs a write in the next group; resolves once it is committed. The work is synchronous and may run twice. */
  async write<T>(work: () => T): Promise<T> {
    this.#refuseWhenClosed();
    try {
      return await this.#group.run(work);
    } catch (error) {
      throw toStorageError(this.file, error);
    }
  }

  /** Runs a read now; it sees what is committed and nothing else. */
  read<T>(work: () => T): T {
    this.#refuseWhenClosed();
    try {
      return work();
    } catch (error) {
      throw toStorageError(this.file, error);
    }
  }

  /** Commits what is waiting and gives the file free. Safe to call twice. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    this.#group.flush();
    await this.#checkpoints.stop();
    this.sql.close();
    this.#lock.close();
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new EmbeddedStorageError(this.file, `${this.file} was closed; open it again.`);
  }
}

/**
 * Keeps a second process out, by a lock of the operating system's on a file beside: it falls with the process, however that
 * dies. SQLite's own EXCLUSIVE locking mode would keep the thread out that does the checkpoints.
 */
function lockFile(file: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(`${file}.lock`);
    lock.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    throw toStorageError(file, error);
  }
}

function openFile(file: string, options: DatabaseOptions, lock: DatabaseSync): DatabaseSync {
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(file, { timeout: 1_000 });
    configure(sql, options.synchronous ?? 'normal');
    migrate(sql, file, options.migrations);
    return sql;
  } catch (error) {
    sql?.close();
    lock.close();
    throw toStorageError(file, error);
  }
}

function makeDirectory(directory: string, file: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new EmbeddedStorageError(
      file,
      `The folder ${directory} cannot be made${reason}; choose one that can be written.`,
      cause,
    );
  }
}

function configure(sql: DatabaseSync, synchronous: Synchronous): void {
  sql.exec('PRAGMA journal_mode = WAL');
  sql.exec(`PRAGMA synchronous = ${synchronous === 'full' ? 'FULL' : 'NORMAL'}`);
  // A last resort: BackgroundCheckpoints begins long before these 256 MB.
  sql.exec('PRAGMA wal_autocheckpoint = 64000');
  // After a burst the journal shrinks again.
  sql.exec('PRAGMA journal_size_limit = 64000000');
  sql.exec('PRAGMA cache_size = -16000');
  sql.exec('PRAGMA temp_store = MEMORY');
}

function migrate(sql: DatabaseSync, file: string, migrations: readonly string[]): void {
  // BEGIN IMMEDIATE takes the lock even when there is nothing to migrate, and finds out whether the file can be written.
  sql.exec('BEGIN IMMEDIATE');
  const version = Number(sql.prepare('PRAGMA user_version').get()?.user_version);
  if (version > migrations.length) {
    throw new EmbeddedStorageError(
      file,
      `${file} was written by a newer Maru (format ${version}, this one knows ${migrations.length}); update Maru, or choose another folder.`,
    );
  }
  for (const step of migrations.slice(version)) sql.exec(step);
  sql.exec(`PRAGMA user_version = ${migrations.length}`);
  sql.exec('COMMIT');
}
