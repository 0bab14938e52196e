/** Starts everything, says where it is, and stops it when standard input ends: the part of ../up.ts that lasts. */
import { once } from 'node:events';
import { freePorts, usualPorts } from './ports.ts';
import { welcome } from './welcome.ts';
import { WholeMaru } from './whole-maru.ts';

function fail(message: string): never {
  console.error(`maru: ${message}`);
  process.exit(1);
}

const asked = once(process.stdin.resume(), 'end');
console.log('Starting three Kafka brokers, MongoDB, Elasticsearch and eight servers: about half a minute …');
const ports = process.argv.includes('--free-ports') ? await freePorts() : usualPorts;
const maru = await WholeMaru.start(ports).catch((error: Error) => fail(error.message));
console.log(welcome(maru));
await asked;
console.log('Stopping …');
const problems = await maru.stop();
if (problems.length > 0) fail(problems.join('; '));
console.log('Everything has stopped.');
process.exit(0);
