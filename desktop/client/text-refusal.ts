import { errorCode, MaruError } from '../../backend/contract/index.ts';

interface Issue {
  code?: string | undefined;
}

/** The contract's schemas name the refusal of a text in their issues; everything else is simply malformed. */
export function textRefusal({ issues }: { issues: readonly Issue[] }): MaruError {
  const named = issues
    .map((issue) => errorCode.safeParse(paramsOf(issue)?.code))
    .find(({ success }) => success);
  return new MaruError(named?.data ?? 'invalid_request');
}

const paramsOf = (issue: Issue) => (issue as { params?: { code?: unknown } }).params;
