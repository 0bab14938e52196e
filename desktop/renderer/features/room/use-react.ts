import { useCallback } from 'react';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { useActions } from '../../state/client.ts';
import { useTell } from '../../state/tell.ts';

/** Reacts to a message, or takes a reaction back. */
export function useReact(): (message: ChatMessage, emoji: string, on: boolean) => void {
  const actions = useActions();
  const tell = useTell();
  return useCallback(
    ({ roomId, seq }, emoji, on) =>
      void actions.react(roomId, seq, emoji, on).then((outcome) => tell(outcome)),
    [actions, tell],
  );
}
