import { type Dispatch, type SetStateAction, useEffect, useState } from 'react';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { useClient } from '../../state/client.ts';

/** The unfinished text of a room, kept over restarts. */
export function useDraft(roomId: RoomId): [string, Dispatch<SetStateAction<string>>] {
  const { actions, stores } = useClient();
  const [text, setText] = useState(() => stores.drafts.getState().byRoom[roomId]?.text ?? '');
  useEffect(() => actions.setDraft(roomId, text), [actions, roomId, text]);
  return [text, setText];
}
