import type { ServiceName } from '../../backend/starters.ts';
import type { Findings } from '../support/chaos-findings.ts';
import type { Load } from '../support/chaos-load.ts';
import type { Stack } from '../support/chaos-stack.ts';
import type { Random } from './random.ts';

/** What runs before and after every scenario. */
export const services: readonly ServiceName[] = [
  'user',
  'friend',
  'chat',
  'chat',
  'front',
  'front',
  'log-shipper',
];

/** Something that dies or freezes while people talk. */
export interface Scenario {
  name: string;
  /** In a few words, for people. */
  what: string;
  /** How often it is drawn compared with others; default 1. */
  weight?: number;
  /** Most milliseconds that a room may wait, on a machine that has nothing else to do; default: it is only told. */
  mostPause?: number;
  /** Does the harm, and mends it where that belongs to the scenario; throws when something is as it must not be. */
  harm(scene: Scene): Promise<void>;
}

export interface Scene {
  stack: Stack;
  load: Load;
  random: Random;
  /** Something that people may want to know. */
  note(text: string): void;
}

/** What came of one run. */
export interface Outcome extends Findings {
  scenario: string;
  /** Messages. */
  acknowledged: number;
  /** The longest that a room waited for an acknowledgement, in milliseconds. */
  longestPause: number;
  /** Milliseconds that the whole run took. */
  took: number;
  notes: string[];
  /** What must not be, in words. */
  problems: string[];
}
