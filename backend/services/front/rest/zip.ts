import { Zip, ZipDeflate } from 'fflate';

export interface ZipEntry {
  /** Path in the archive. */
  name: string;
  texts: AsyncIterable<string>;
}

/** Bytes of text that are packed at a time. */
const pieceSize = 64 * 1024;

/** A zip archive, made while it is read: no more of it is in memory than what was packed last. */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    packed.push(bytes);
  });
  for await (const { name, texts } of entries) {
    const file = new ZipDeflate(name);
    zip.add(file);
    for await (const piece of piecesOf(texts)) {
      file.push(piece);
      yield* packed.splice(0);
    }
    file.push(new Uint8Array(), true);
    yield* packed.splice(0);
  }
  zip.end();
  yield* packed.splice(0);
}

async function* piecesOf(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let piece = '';
  for await (const text of texts) {
    piece += text;
    if (piece.length < pieceSize) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}
