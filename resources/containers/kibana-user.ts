/** Gives the user with whom Kibana comes to Elasticsearch the password of .env; docker compose runs it before Kibana. */
import { askUntilAnswered } from './ask-until-answered.ts';

const { ELASTICSEARCH_URL, KIBANA_PASSWORD } = process.env;
const url = `${ELASTICSEARCH_URL}/_security/user/kibana_system/_password`;
const answer = await askUntilAnswered(url, 'POST', { password: KIBANA_PASSWORD });
if (!answer.ok) throw new Error(`Elasticsearch refuses: ${answer.status} ${await answer.text()}`);
