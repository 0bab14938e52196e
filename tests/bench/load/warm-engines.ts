import type { EngineKind } from '../server/bench-engines.ts';
import { byStomp } from './sends.ts';
import type { Stage } from './stage.ts';
import { measureStep } from './step.ts';

/** Engines on a JVM are slow until its compilers have seen some load; those that people host have. */
export async function warmEngines(stage: Stage, engines: EngineKind): Promise<void> {
  if (engines !== 'real') return;
  await measureStep(stage, { rate: 300, warmUp: 0, seconds: 6, send: byStomp });
  await stage.reconnect();
}
