import { Client } from '@elastic/elasticsearch';
import type { Examination, Finding } from '../../ports/index.ts';
import type { ElasticsearchLogIndexOptions } from './elasticsearch-log-index.ts';
import { hostOf, isMissing, toEngineError } from './engine-errors.ts';
import { templateName } from './log-template.ts';

/** A look at the server that changes nothing. Rejects with EngineUnavailable when it is away. */
export async function examineElasticsearch({
  url,
  apiKey,
  timeout = 5_000,
}: ElasticsearchLogIndexOptions): Promise<Examination> {
  const auth = apiKey === undefined ? {} : { auth: { apiKey } };
  const client = new Client({ node: url, ...auth, requestTimeout: timeout, maxRetries: 0 });
  try {
    const { version } = await client.info();
    const server: Finding = {
      verdict: 'ok',
      subject: 'Elasticsearch',
      seen: `${version.number} at ${hostOf(url)}`,
    };
    return { findings: [server, await health(client), await template(client)], ...(await clock(client)) };
  } catch (error) {
    throw toEngineError(url, error);
  } finally {
    await client.close();
  }
}

async function health(client: Client): Promise<Finding> {
  const { status } = await client.cluster.health();
  const [subject, seen] = ['index health', `the cluster is ${status}`];
  if (status !== 'red') return { verdict: 'ok', subject, seen };
  return { verdict: 'problem', subject, seen, advice: 'see its log: some of what it holds cannot be read' };
}

async function template(client: Client): Promise<Finding> {
  const subject = 'index template';
  try {
    await client.indices.getIndexTemplate({ name: templateName });
    return { verdict: 'ok', subject, seen: `${templateName} is there` };
  } catch (error) {
    if (!isMissing(error)) throw error;
    return {
      verdict: 'warning',
      subject,
      seen: `${templateName} is not there`,
      advice: 'the log-shipper makes it when it starts',
    };
  }
}

/** Its nodes tell their time beside their numbers; to some users it does not. */
async function clock(client: Client): Promise<{ clockAhead?: number }> {
  const before = Date.now();
  const stats = await client.nodes
    .stats({ metric: 'jvm', filter_path: 'nodes.*.timestamp' })
    .catch(() => undefined);
  const own = (before + Date.now()) / 2;
  const times = Object.values(stats?.nodes ?? {}).flatMap(({ timestamp }) => timestamp ?? []);
  const ahead = times.map((time) => Math.round(time - own)).toSorted((a, b) => Math.abs(b) - Math.abs(a))[0];
  return ahead === undefined ? {} : { clockAhead: ahead };
}
