/**
 * `npm run doctor [server …]`: looks at the engines through the settings that servers have, changes nothing, and prints a line for
 * each thing that it looked at. With names, only the stores of those servers. Ends with 1 when there is a problem.
 */
import { fileURLToPath } from 'node:url';
import { chooseDiagnoses, type Diagnoses } from './engines.ts';
import { EngineSetupError, EngineUnavailable, type Finding } from './ports/index.ts';
import {
  type Configuration,
  examineLog,
  findingsOf,
  readConfiguration,
  StartError,
} from './runtime/index.ts';

type Examiner = (diagnoses: Diagnoses, configuration: Configuration) => Promise<Finding[]>;

const store =
  (
    setting: string,
    name: 'userStores' | 'friendStores' | 'chatStores' | 'abuseStore' | 'logIndex',
  ): Examiner =>
  (diagnoses) =>
    reachable(setting, async () =>
      findingsOf(setting === 'MARU_STORE' ? 'store' : 'log index', await diagnoses[name]()),
    );

/** What a server needs beside the event log. */
const examiners: Record<string, Examiner | undefined> = {
  user: store('MARU_STORE', 'userStores'),
  friend: store('MARU_STORE', 'friendStores'),
  chat: store('MARU_STORE', 'chatStores'),
  'abuse-detector': store('MARU_STORE', 'abuseStore'),
  'log-shipper': store('MARU_LOG_INDEX', 'logIndex'),
  front: undefined,
  web: undefined,
};

/** Everything that there is to say, without the same line twice. Throws a StartError for wrong settings or unknown names. */
export async function examine(
  names: readonly string[],
  environment: Record<string, string | undefined>,
): Promise<Finding[]> {
  const unknown = names.filter((name) => !Object.hasOwn(examiners, name));
  if (unknown.length > 0)
    throw new StartError(
      `There is no server ${unknown.join(', ')}. Usage: npm run doctor -- [${Object.keys(examiners).join(' ')}]`,
    );
  const configuration = readConfiguration(environment);
  const diagnoses = chooseDiagnoses(configuration);
  const chosen = names.length > 0 ? names : Object.keys(examiners);
  const needed = chosen.flatMap((name) => examiners[name] ?? []);
  const groups = [
    [secretFinding(diagnoses)],
    await examineEventLog(diagnoses, configuration),
    ...(await Promise.all(needed.map((each) => each(diagnoses, configuration)))),
  ];
  const lines = new Map(groups.flat().map((finding) => [lineOf(finding), finding]));
  return [...lines.values()];
}

const examineEventLog: Examiner = (diagnoses, configuration) =>
  reachable('MARU_EVENT_LOG', async () => {
    await using log = await diagnoses.log();
    return await examineLog(log, configuration.MARU_PARTITIONS);
  });

/** An engine that does not answer is a finding as well. */
async function reachable(setting: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    const isKnown = [EngineUnavailable, EngineSetupError, StartError].some((kind) => error instanceof kind);
    if (!isKnown) throw error;
    return [{ verdict: 'problem', subject: setting, seen: (error as Error).message }];
  }
}

function secretFinding(diagnoses: Diagnoses): Finding {
  if (diagnoses.hasSecret()) return { verdict: 'ok', subject: 'MARU_SECRET', seen: 'there is one' };
  const advice = 'set the same one of 32 characters or more for all servers';
  return { verdict: 'problem', subject: 'MARU_SECRET', seen: 'there is none, or a damaged one', advice };
}

export const lineOf = ({ verdict, subject, seen, advice }: Finding): string =>
  `${verdict.padEnd(8)} ${subject}: ${seen}${advice === undefined ? '' : ` → ${advice}`}`;

async function main(names: readonly string[]): Promise<void> {
  try {
    const findings = await examine(names, process.env);
    for (const finding of findings) process.stdout.write(`${lineOf(finding)}\n`);
    process.exitCode = findings.some(({ verdict }) => verdict === 'problem') ? 1 : 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(`maru: ${error.message}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
