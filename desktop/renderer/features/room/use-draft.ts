import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';

/** Unfinished texts by room, as long as the window is open. */
const drafts = new Map<string, string>();

export function useDraft(roomId: string): [string, Dispatch<SetStateAction<string>>] {
  const [text, setText] = useState(() => drafts.get(roomId) ?? '');
  useEffect(() => {
    if (text) drafts.set(roomId, text);
    else drafts.delete(roomId);
  }, [roomId, text]);
  return [text, setText];
}
