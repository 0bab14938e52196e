import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorCode, Outcome } from '../../../backend/contract/index.ts';

/** One page and where the next begins; undefined when there is none. */
export interface Page<T> {
  items: readonly T[];
  next: string | undefined;
}

export interface Pages<T> {
  items: readonly T[];
  status: 'loading' | 'ready' | ErrorCode;
  hasMore: boolean;
  loadMore(): void;
  /** From the beginning. */
  reload(): void;
  /** Changes what is shown without asking again. */
  change(change: (items: readonly T[]) => readonly T[]): void;
}

/** Loads page after page; another `load` (give it by `useCallback`) starts at the beginning. */
export function usePages<T>(load: (before: string | undefined) => Promise<Outcome<Page<T>>>): Pages<T> {
  const [page, setPage] = useState<Page<T>>({ items: [], next: undefined });
  const [status, setStatus] = useState<Pages<T>['status']>('loading');
  const asked = useRef(0);

  const ask = useCallback(
    async (before: string | undefined) => {
      const turn = ++asked.current;
      setStatus('loading');
      const outcome = await load(before);
      if (turn !== asked.current) return;
      setStatus(outcome.ok ? 'ready' : outcome.code);
      if (!outcome.ok) return;
      const { items, next } = outcome.value;
      setPage((now) => ({ items: before === undefined ? items : [...now.items, ...items], next }));
    },
    [load],
  );

  useEffect(() => {
    setPage({ items: [], next: undefined });
    void ask(undefined);
    return () => {
      asked.current++;
    };
  }, [ask]);

  return {
    items: page.items,
    status,
    hasMore: page.next !== undefined,
    loadMore: () => {
      if (status === 'ready' && page.next !== undefined) void ask(page.next);
    },
    reload: () => void ask(undefined),
    change: (change) => setPage((now) => ({ ...now, items: change(now.items) })),
  };
}
