import type { Scenario } from '../scenario.ts';
import { brokerScenarios } from './brokers.ts';
import { serverScenarios, zombieScenarios } from './servers.ts';
import { storeScenarios } from './stores.ts';

/** Everything that may happen to a Maru. */
export const scenarios: readonly Scenario[] = [
  ...serverScenarios,
  ...zombieScenarios,
  ...brokerScenarios,
  ...storeScenarios,
];
