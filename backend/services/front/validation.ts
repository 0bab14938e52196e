import type { z } from 'zod';
import { errorCode, MaruError } from '../../contract/index.ts';

/** Parses what a client sent; a refusal names the code of the first broken rule and where the problems are. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new MaruError(codeOf(parsed.error), { details: problemsOf(parsed.error) });
}

function codeOf(error: z.ZodError) {
  const [issue] = error.issues;
  const params = issue?.code === 'custom' ? issue.params : undefined;
  return errorCode.safeParse(params?.code).data ?? 'invalid_request';
}

/** At most ten problems: enough to act on, bounded whatever was sent. */
function problemsOf(error: z.ZodError) {
  return error.issues.slice(0, 10).map(({ path, message }) => ({ path: path.join('.'), message }));
}
