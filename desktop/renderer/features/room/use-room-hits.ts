import { useEffect, useState } from 'react';
import type { RoomId, SearchHit } from '../../../../backend/contract/index.ts';
import { useActions } from '../../state/client.ts';
import { showTarget } from '../../state/targets.ts';
import { useTell } from '../../state/tell.ts';

/** Milliseconds without a key after which the search starts. */
const patience = 250;

interface Found {
  query: string;
  hits: readonly SearchHit[];
  next: string | undefined;
}

export interface RoomHits {
  ready: boolean;
  /** How many are known; more may follow while `hasOlder`. */
  count: number;
  /** The one that is shown, from 1; 0 for none. */
  place: number;
  hasOlder: boolean;
  /** 1 to the next older hit, -1 to the next newer one. */
  go(step: 1 | -1): void;
}

const nothing: Found = { query: '', hits: [], next: undefined };

/** The messages of a room that contain a text, the newest first; older pages come as one goes on. */
export function useRoomHits(roomId: RoomId, text: string): RoomHits {
  const { search } = useActions();
  const tell = useTell();
  const [found, setFound] = useState(nothing);
  const [place, setPlace] = useState(0);
  const query = text.trim();

  useEffect(() => {
    setPlace(0);
    if (query === '') return setFound(nothing);
    let wanted = true;
    const timer = setTimeout(async () => {
      const outcome = await search({ query, roomId });
      if (!wanted) return;
      tell(outcome);
      if (!outcome.ok) return;
      setFound({ query, hits: outcome.value.hits, next: outcome.value.next });
      const [first] = outcome.value.hits;
      if (first) show(first, 1);
    }, patience);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };

    function show(hit: SearchHit, at: number): void {
      setPlace(at);
      showTarget(roomId, hit.seq);
    }
  }, [roomId, query, search, tell]);

  async function go(step: 1 | -1): Promise<void> {
    const hits = step === 1 && place === found.hits.length ? await loadMore() : found.hits;
    const hit = hits[place - 1 + step];
    if (!hit) return;
    setPlace(place + step);
    showTarget(roomId, hit.seq);
  }

  async function loadMore(): Promise<readonly SearchHit[]> {
    if (found.next === undefined) return found.hits;
    const outcome = await search({ query: found.query, roomId, before: found.next });
    tell(outcome);
    if (!outcome.ok) return found.hits;
    const hits = [...found.hits, ...outcome.value.hits];
    setFound({ ...found, hits, next: outcome.value.next });
    return hits;
  }

  return {
    ready: found.query === query,
    count: found.hits.length,
    place,
    hasOlder: place < found.hits.length || (place > 0 && found.next !== undefined),
    go: (step) => void go(step),
  };
}
