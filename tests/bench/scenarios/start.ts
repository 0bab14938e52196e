import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../measurement.ts';
import { type BenchEngines, startEngines } from '../server/bench-engines.ts';
import { freePort, layouts } from '../server/bench-server.ts';
import { spawnServer, stopServer } from '../server/server-process.ts';

const scenario = 'start';
const patience = 20_000;

interface StartTimes {
  health: number;
  page: number;
  pageStatus: number;
}

/** From the start of the process to its first answers, in a new data folder and in one that exists. */
export async function start(bench: Bench): Promise<void> {
  const [fresh, again]: [StartTimes[], StartTimes[]] = [[], []];
  for (let round = 0; round < (bench.quick ? 2 : 5); round++) {
    await using engines = await startEngines('embedded');
    fresh.push(await startOnce(engines));
    again.push(await startOnce(engines));
  }
  measure(bench, 'first start', fresh);
  measure(bench, 'later start', again);
}

function measure(bench: Bench, kind: string, times: readonly StartTimes[]): void {
  const note = `the slowest of ${times.length}`;
  const built = times.every(({ pageStatus }) => pageStatus === 200);
  const page = Math.max(...times.map((time) => time.page)) / 1_000;
  const health = Math.max(...times.map((time) => time.health)) / 1_000;
  const pageNote = built ? note : `${note}; the renderer is not built, so it was answered with 404`;
  bench.measured({
    scenario,
    name: `${kind} → web page, s`,
    value: page,
    target: { most: 3 },
    note: pageNote,
  });
  bench.measured({ scenario, name: `${kind} → /healthz, s`, value: health, note });
}

async function startOnce({ settings }: BenchEngines): Promise<StartTimes> {
  const [frontPort, webPort] = [await freePort(), await freePort()];
  const ports = { MARU_FRONT_PORT: String(frontPort), MARU_WEB_PORT: String(webPort) };
  const startedAt = performance.now();
  const child = spawnServer({ services: layouts.embedded.flat(), environment: { ...settings, ...ports } });
  try {
    const [front, web] = await Promise.all([
      firstAnswer(`http://127.0.0.1:${frontPort}/healthz`),
      firstAnswer(`http://127.0.0.1:${webPort}/`),
    ]);
    return { health: front.at - startedAt, page: web.at - startedAt, pageStatus: web.status };
  } finally {
    await stopServer(child);
  }
}

/** Asks until there is somebody who answers. */
async function firstAnswer(url: string): Promise<{ at: number; status: number }> {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    try {
      const response = await fetch(url);
      await response.arrayBuffer();
      return { at: performance.now(), status: response.status };
    } catch {
      await pause(5);
    }
  }
  throw new Error(`nobody answered at ${url} in ${patience / 1_000} s`);
}
