import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { commands, type EndpointSpec, endpoints, errorTable, topics } from '../../backend/contract/index.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
// biome-ignore lint/suspicious/noExplicitAny: a document is looked at as whoever reads it would, without types
type Document = any;

let maru: TestMaru;
let openApi: Document;
let asyncApi: Document;
before(async () => {
  maru = await startTestMaru();
  const read = async (path: string) => (await fetch(maru.url + path)).json();
  [openApi, asyncApi] = [await read('/openapi.json'), await read('/asyncapi.json')];
});
after(() => maru[Symbol.asyncDispose]());

/** Every `$ref` in a document leads somewhere in it. */
function assertReferences(document: Json, part: Json = document): void {
  if (part === null || typeof part !== 'object') return;
  for (const [name, value] of Object.entries(part)) {
    if (name === '$ref') assert.ok(resolve(document, String(value)) !== undefined, String(value));
    else assertReferences(document, value);
  }
}

function resolve(document: Json, reference: string): Json | undefined {
  assert.match(reference, /^#\//);
  const steps = reference
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<Json | undefined>(
    (at, step) => (at as { [name: string]: Json } | undefined)?.[step],
    document,
  );
}

test('the OpenAPI document is one of 3.1 whose references resolve', () => {
  assert.equal(openApi.openapi, '3.1.0');
  assert.ok(openApi.info.title && openApi.info.version);
  assertReferences(openApi);
});

test('every endpoint is in it, with its parameters, body, answers and refusals', () => {
  const ids = new Set<string>();
  for (const [name, spec] of Object.entries(endpoints) as [string, EndpointSpec][]) {
    const operation = openApi.paths[spec.path]?.[spec.method.toLowerCase()];
    assert.ok(operation, name);
    ids.add(operation.operationId);
    const inPath = (operation.parameters ?? []).filter((parameter: Document) => parameter.in === 'path');
    const named = [...spec.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    assert.deepEqual(
      inPath.map((parameter: Document) => parameter.name),
      named,
    );
    assert.ok(inPath.every((parameter: Document) => parameter.required));
    assert.equal(operation.requestBody !== undefined, spec.body !== undefined);
    assert.ok(operation.responses[spec.status]);
    assert.equal(operation.security.length > 0, spec.access === 'user');
    for (const code of spec.errors)
      assert.match(operation.responses[errorTable[code].status].description, new RegExp(`\`${code}\``));
  }
  assert.equal(ids.size, Object.keys(endpoints).length);
  const operations = Object.values(openApi.paths).flatMap((path) => Object.keys(path as object));
  assert.equal(operations.length, ids.size, 'and nothing else');
});

test('the AsyncAPI document is one of 3.0 whose references resolve', () => {
  assert.equal(asyncApi.asyncapi, '3.0.0');
  assertReferences(asyncApi);
  for (const [name, channel] of Object.entries(asyncApi.channels) as [string, Document][]) {
    const inAddress = [...channel.address.matchAll(/\{(\w+)\}/g)].map((match: RegExpMatchArray) => match[1]);
    assert.deepEqual(Object.keys(channel.parameters ?? {}), inAddress, name);
    assert.ok(Object.keys(channel.messages).length > 0);
    assert.ok(asyncApi.operations[name]);
  }
  for (const { action } of Object.values(asyncApi.operations) as Document[])
    assert.ok(['send', 'receive'].includes(action));
});

test('every command and every topic of the log is in it', () => {
  const addresses = new Set(Object.values(asyncApi.channels).map((channel) => (channel as Document).address));
  for (const { topic } of Object.values(commands)) {
    assert.ok(topic in topics);
    assert.ok(addresses.has(topic) && addresses.has(topic.replace('REQUEST', 'RESPONSE')), topic);
  }
});

test('every error code has a status, a sentence and a place in the document', () => {
  const documented = JSON.stringify(openApi);
  for (const [code, { status, message, retryable }] of Object.entries(errorTable)) {
    assert.ok(status >= 400 && status < 600, code);
    assert.match(message, /^[A-Z].*\.$/);
    assert.equal(retryable, status === 429 || status >= 500, code);
    assert.ok(documented.includes(`"${code}"`), code);
  }
});
