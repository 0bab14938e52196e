import { deadLetterTopic, type Topic, topics } from '../contract/index.ts';
import type { Examination, Finding, GroupLag, LogDiagnosis } from '../ports/index.ts';
import { topicSettings } from './topic-settings.ts';

/** Records from which on a group is behind: a busy second's worth. */
const behind = 1_000;
/** Milliseconds from which on clocks differ too much: for the order of log lines, and for tokens and deadlines. */
const [skewed, wrong] = [1_000, 30_000];

/** The event log, its topics, how far each group is, and what lies in the dead letters. */
export async function examineLog(log: LogDiagnosis, partitions: number): Promise<Finding[]> {
  const examination = await log.examine(topicSettings(partitions));
  if (examination.findings.some(({ verdict }) => verdict === 'problem'))
    return findingsOf('event log', examination);
  const letters = await log.counts(Object.keys(topics).map((topic) => deadLetterTopic(topic as Topic)));
  return [
    ...findingsOf('event log', examination),
    ...lagFindings(await log.lags()),
    ...letterFindings(letters),
  ];
}

/** What an engine said, and what its clock says of itself. */
export function findingsOf(engine: string, { findings, clockAhead }: Examination): Finding[] {
  if (clockAhead === undefined) return [...findings];
  const subject = `clock of the ${engine}`;
  const distance = Math.abs(clockAhead);
  const seen = `${distance} ms ${clockAhead < 0 ? 'behind' : 'ahead of'} this machine's`;
  if (distance < skewed) return [...findings, { verdict: 'ok', subject, seen }];
  const verdict = distance < wrong ? 'warning' : 'problem';
  return [...findings, { verdict, subject, seen, advice: 'let both keep time by NTP' }];
}

function lagFindings(lags: readonly GroupLag[]): Finding[] {
  if (lags.length === 0) return [{ verdict: 'ok', subject: 'groups', seen: 'none has read anything yet' }];
  const groups = [...Map.groupBy(lags, ({ group }) => group)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return groups.map(([group, own]) => {
    const lag = own.reduce((sum, each) => sum + each.lag, 0);
    const most = own.reduce((worst, each) => (each.lag > worst.lag ? each : worst));
    const subject = `group ${group}`;
    if (lag < behind) return { verdict: 'ok', subject, seen: `${lag} records to read` };
    return {
      verdict: 'warning',
      subject,
      seen: `${lag} records to read, ${most.lag} of them in ${most.topic}`,
      advice:
        'look whether its servers run and whether their engines answer; growing for minutes it needs more servers',
    };
  });
}

function letterFindings(counts: ReadonlyMap<string, number>): Finding[] {
  const present = [...counts].filter(([, count]) => count > 0);
  if (present.length === 0) return [{ verdict: 'ok', subject: 'dead letters', seen: 'none' }];
  return present.map(([topic, count]) => ({
    verdict: 'warning',
    subject: 'dead letters',
    seen: `${count} in ${topic}`,
    advice: 'see “Dead letters” in docs/operations.md',
  }));
}
