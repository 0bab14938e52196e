import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type ErrorCode, errorBody, errorTable } from '../errors.ts';
import { type EndpointSpec, endpoints } from '../rest/index.ts';

/** Refusals that any call may give. */
const common: ErrorCode[] = [
  'invalid_request',
  'malformed_json',
  'body_too_large',
  'unsupported_media_type',
  'internal',
  'unavailable',
  'timeout',
];
const authenticated: ErrorCode[] = ['unauthenticated', 'token_expired', 'session_ended'];

/** The OpenAPI 3.1 document of every REST call. */
export function createOpenApi() {
  const specs = Object.entries(endpoints) as [string, EndpointSpec][];
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, spec] of specs) {
    paths[spec.path] = { ...paths[spec.path], [spec.method.toLowerCase()]: operation(name, spec) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Maru', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths,
  });
}

function operation(name: string, spec: EndpointSpec): ZodOpenApiOperationObject {
  const { params, query, body, response, binary, status, access, summary } = spec;
  return {
    operationId: name,
    summary,
    security: access === 'open' ? [] : [{ accessToken: [] }],
    requestParams: { ...(params ? { path: params } : {}), ...(query ? { query } : {}) },
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [status]: {
        description: response || binary ? 'Done' : 'Done, without a body',
        ...(binary ? { content: { [binary]: {} } } : {}),
        ...(response ? { content: { 'application/json': { schema: response } } } : {}),
      },
      ...refusals(spec),
    },
  };
}

/** One response per status, naming the codes that it stands for. */
function refusals({ access, errors }: EndpointSpec) {
  const codes = [...new Set([...errors, ...(access === 'user' ? authenticated : []), ...common])];
  const byStatus = Map.groupBy(codes, (code) => errorTable[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\`: ${errorTable[code].message}`).join(' '),
        content: { 'application/json': { schema: errorBody } },
      },
    ]),
  );
}
