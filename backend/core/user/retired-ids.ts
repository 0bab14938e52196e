import { createHmac } from 'node:crypto';
import type { UserId } from '../../contract/index.ts';

/** What stays of the id of a deleted account. */
export type DigestOf = (userId: UserId) => string;

/**
 * Nobody gets the id of a deleted account: the ids of direct rooms follow from it, and whoever knew its owner would take the
 * next one for them. Only a digest is kept, under a key of the installation, so that the id itself can be read from nowhere.
 */
export function createDigestOf(key: Uint8Array): DigestOf {
  return (userId) => createHmac('sha256', key).update(userId).digest('base64url');
}
