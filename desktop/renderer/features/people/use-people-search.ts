import { useEffect, useState } from 'react';
import type { ErrorCode, Profile } from '../../../../backend/contract/index.ts';
import { useActions } from '../../state/client.ts';

const pause = 250;

export type PeopleSearch =
  | { is: 'nothing' }
  | { is: 'searching' }
  | { is: 'found'; query: string; people: readonly Profile[] }
  | { is: 'failed'; code: ErrorCode };

/** Asks the server once typing pauses; an answer that comes late, after newer typing, is dropped. */
export function usePeopleSearch(query: string): PeopleSearch {
  const { searchUsers } = useActions();
  const [search, setSearch] = useState<PeopleSearch>({ is: 'nothing' });
  const wanted = query.trim();
  useEffect(() => {
    if (wanted === '') return setSearch({ is: 'nothing' });
    let current = true;
    const timer = setTimeout(async () => {
      setSearch((before) => (before.is === 'found' ? before : { is: 'searching' }));
      const outcome = await searchUsers(wanted);
      if (!current) return;
      setSearch(
        outcome.ok
          ? { is: 'found', query: wanted, people: outcome.value }
          : { is: 'failed', code: outcome.code },
      );
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted, searchUsers]);
  return search;
}
