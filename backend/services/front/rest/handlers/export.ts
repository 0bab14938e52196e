import type { UserId } from '../../../../contract/index.ts';
import type { Ask } from '../handlers.ts';

/** All data of an account as a zip of JSON files, page by page. */
export async function exportData(_ask: Ask, _userId: UserId): Promise<AsyncIterable<Uint8Array>> {
  throw new Error('not there yet');
}
