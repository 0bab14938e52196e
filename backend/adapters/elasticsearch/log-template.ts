import type { Client, estypes } from '@elastic/elasticsearch';
import template from '../../../resources/elasticsearch/logs-template.json' with { type: 'json' };
import { statusOf } from './engine-errors.ts';

const contents = template.template as estypes.IndicesPutIndexTemplateIndexTemplateMapping;
const day = 24 * 60 * 60 * 1_000;

export const templateName = 'logs-maru';

/** Puts the template of the data streams on the server, and how long each stream keeps its entries. Safe to repeat. */
export async function installTemplate(client: Client, streams: string, retention: number): Promise<void> {
  const data_retention = `${Math.max(1, Math.ceil(retention / day))}d`;
  await client.indices.putIndexTemplate({
    name: templateName,
    ...template,
    template: { ...contents, lifecycle: { data_retention } },
  });
  await changeRetention(client, streams, data_retention);
}

/** A template counts for new streams only. */
async function changeRetention(client: Client, streams: string, data_retention: string): Promise<void> {
  try {
    await client.indices.putDataLifecycle({ name: streams, data_retention });
  } catch (error) {
    // 404: there is no stream yet. 400: this server has no lifecycles; somebody else has to delete what is old.
    if (![400, 404].includes(statusOf(error) ?? 0)) throw error;
  }
}
