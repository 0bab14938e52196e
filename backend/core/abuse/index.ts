/** The abuse rules: sliding windows over stored messages, on bounded memory. */
export { longestWindow } from './rules.ts';
export { createWatch } from './watch.ts';
