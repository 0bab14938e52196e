/** Machine-readable descriptions of the surface, generated from the schemas: OpenAPI for REST, AsyncAPI for STOMP and the log. */
export { createAsyncApi } from './async-api.ts';
export { createOpenApi } from './open-api.ts';
