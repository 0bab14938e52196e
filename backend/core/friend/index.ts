/** Friends and blocks: the rules of the friend servers. */
export { createBlocks } from './blocks.ts';
export { createFriends } from './friends.ts';
