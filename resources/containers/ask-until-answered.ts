import { setTimeout as pause } from 'node:timers/promises';

const patience = 120_000;
/** Not the server's own word yet: it is on its way up, or has too much to do. */
const busy = [429, 502, 503, 504];

/** Asks Elasticsearch or Kibana as the user `elastic` until it answers; gives up after two minutes. */
export async function askUntilAnswered(url: string, method: string, body?: object): Promise<Response> {
  const login = Buffer.from(`elastic:${process.env.ELASTIC_PASSWORD}`).toString('base64');
  // Kibana wants the last one from every caller that is no browser; Elasticsearch does not mind it.
  const headers = { authorization: `Basic ${login}`, 'content-type': 'application/json', 'kbn-xsrf': 'maru' };
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      const signal = AbortSignal.timeout(10_000);
      const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body), signal });
      if (!busy.includes(answer.status)) return answer;
      throw new Error(`${answer.status} ${await answer.text()}`);
    } catch (cause) {
      if (Date.now() > deadline) throw new Error(`${url} cannot be reached.`, { cause });
    }
    await pause(1_000);
  }
}
