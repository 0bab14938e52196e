import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import { position, seq } from '../ids.ts';
import { limits } from '../limits.ts';

export interface EndpointSpec {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** OpenAPI form, such as `/rooms/{roomId}`. */
  path: string;
  /** `open` needs no access token. */
  access: 'open' | 'user';
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  status: 200 | 201 | 202 | 204;
  response?: z.ZodType;
  /** Media type of an answer that is no JSON; its handler gives the bytes. */
  binary?: 'application/zip';
  /** Refusals of its own, beside those that every endpoint may give. */
  errors: readonly ErrorCode[];
}

/** Keeps the literal types of one entry of the endpoint table. */
export const endpoint = <const E extends EndpointSpec>(spec: E): E => spec;

type Part<E, K extends 'params' | 'query' | 'body'> = E extends { [P in K]: infer S extends z.ZodType }
  ? { [P in K]: z.output<S> }
  : unknown;
type RawPart<E, K extends 'params' | 'query' | 'body'> = E extends { [P in K]: infer S extends z.ZodType }
  ? { [P in K]: z.input<S> }
  : unknown;

/** What a handler gets: parsed. */
export type EndpointInput<E> = Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'>;
/** What a client gives: as on the wire, except that ids need no brand. */
export type EndpointCall<E> = RawPart<E, 'params'> & RawPart<E, 'query'> & RawPart<E, 'body'>;
export type EndpointResult<E> = E extends { response: infer S extends z.ZodType }
  ? z.output<S>
  : E extends { binary: string }
    ? AsyncIterable<Uint8Array>
    : undefined;

/** Number in a query string; an empty one is none, where a plain coercion would read 0. */
const wireNumber = <S extends z.ZodType<number, number>>(schema: S) =>
  z.preprocess((text) => (text === '' ? Number.NaN : text), z.coerce.number().pipe(schema));

export const pageLimit = wireNumber(z.int().min(1).max(limits.pageMost)).default(limits.pageDefault);
export const wirePosition = wireNumber(position);
export const wireSeq = wireNumber(seq);
/** A place in a list, as the page before named it. */
export const pagePlace = z.string().max(120);
