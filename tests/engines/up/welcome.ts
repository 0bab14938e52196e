import type { WholeMaru } from './whole-maru.ts';

/** Where everything is, and what to try, for somebody at a terminal. */
export function welcome({ ports, environment }: WholeMaru): string {
  const local = (port: number) => `http://127.0.0.1:${port}`;
  const health = (name: keyof typeof ports) => `${local(ports[name])}/readyz and /metrics`;
  const rows: [string, string][] = [
    ['web client', local(ports.web)],
    ['front', `${local(ports.front)} (REST, STOMP at /stomp/chat, /openapi.json, /asyncapi.json)`],
    ['front, health', health('front health')],
    ['chat 1', health('chat 1 health')],
    ['chat 2', health('chat 2 health')],
    ['user', health('user health')],
    ['friend', health('friend health')],
    ['abuse-detector', health('abuse-detector health')],
    ['log-shipper', health('log-shipper health')],
    ['web, health', health('web health')],
    ['Kafka', environment.MARU_EVENT_LOG?.replace(/\?.*/, '') ?? ''],
    ['MongoDB', environment.MARU_STORE ?? ''],
    ['Elasticsearch', `${environment.MARU_LOG_INDEX}/logs-maru.*/_search?pretty`],
  ];
  return [
    'Maru is up, every server as a process of its own:',
    '',
    ...rows.map(([name, address]) => `  ${name.padEnd(14)}  ${address}`),
    '',
    `Try it: open ${local(ports.web)} in two windows, one of them private, sign up in both and write to each other.`,
    'What the servers see of the engines:',
    `  ${Object.entries(environment)
      .map(([name, value]) => `${name}='${value}'`)
      .join(' ')} npm run doctor`,
    'Ctrl+C stops everything; what was written is gone then.',
  ].join('\n');
}
