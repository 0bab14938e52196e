/** Friends, favourites and blocks: the rules of the friend server. */
export { createFriends } from './friends.ts';
