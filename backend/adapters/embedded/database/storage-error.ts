import { EngineUnavailable } from '../../../ports/index.ts';

/** Why a file of the embedded engine cannot be used, in one sentence that names the file and says what to do. */
export class EmbeddedStorageError extends EngineUnavailable {
  override readonly name = 'EmbeddedStorageError';
  readonly file: string;

  constructor(file: string, message: string, cause?: unknown) {
    super(message, { cause, isRefusal: true });
    this.file = file;
  }
}

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html) that an operator can do something about. */
const sentences: Record<number, (file: string) => string> = {
  5: (file) => `${file} is in use by another Maru; stop that one, or give this one another folder.`,
  6: (file) => `${file} is in use by another Maru; stop that one, or give this one another folder.`,
  8: (file) => `${file} cannot be written; make the file and its folder writable, or choose another folder.`,
  10: (file) => `The disk failed while ${file} was read or written; check the disk, then start Maru again.`,
  11: (file) => `${file} is damaged; restore it from a backup, or move it away to start with an empty one.`,
  13: (file) => `The disk that holds ${file} is full; free some space, then start Maru again.`,
  14: (file) => `${file} cannot be opened; make sure that its folder exists and can be written.`,
  26: (file) => `${file} is not a Maru data file or is damaged; restore it from a backup, or move it away.`,
};

/** Turns what SQLite throws into a sentence for people; other errors (bugs) pass as they are. */
export function toStorageError(file: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || !('errcode' in cause)) return cause;
  // Extended codes carry the primary one in their low byte.
  const sentence = sentences[Number(cause.errcode) & 0xff];
  return sentence ? new EmbeddedStorageError(file, sentence(file), cause) : cause;
}
