import type { AbuseRule } from '../../contract/index.ts';
import type { SeenMessage } from '../../ports/index.ts';

export interface Rule {
  name: AbuseRule;
  /** Milliseconds in which the evidence must lie. */
  window: number;
  /** Messages that make the evidence. */
  threshold: number;
  /** The messages that count together with the newest one. */
  counts(message: SeenMessage, newest: SeenMessage): boolean;
}

/** More messages in a short time than people type, and the same text again and again; over all of a user's rooms. */
export const rules: readonly Rule[] = [
  { name: 'flooding', window: 10_000, threshold: 30, counts: () => true },
  {
    name: 'repetition',
    window: 60_000,
    threshold: 8,
    counts: (message, newest) => message.digest === newest.digest,
  },
];

/** Nothing older than this matters to any rule. */
export const longestWindow = Math.max(...rules.map((rule) => rule.window));

/** Messages remembered of one user at most: enough for every rule. */
export const mostSeen = 2 * Math.max(...rules.map((rule) => rule.threshold));
