/** Makes the data view of Maru's logs in Kibana unless it is there; docker compose runs it once Kibana is up. */
import { askUntilAnswered } from './ask-until-answered.ts';

const { KIBANA_URL } = process.env;
const views = `${KIBANA_URL}/api/data_views/data_view`;
const known = await askUntilAnswered(`${views}/maru-logs`, 'GET');
if (known.status === 404) {
  const view = { id: 'maru-logs', name: 'Maru', title: 'logs-maru.*', timeFieldName: '@timestamp' };
  const made = await askUntilAnswered(views, 'POST', { data_view: view });
  if (!made.ok) throw new Error(`Kibana refuses the data view: ${made.status} ${await made.text()}`);
} else if (!known.ok) {
  throw new Error(`Kibana does not tell its data views: ${known.status} ${await known.text()}`);
}
