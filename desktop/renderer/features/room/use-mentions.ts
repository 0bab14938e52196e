import {
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ChatMessage, Mention, RoomId } from '../../../../backend/contract/index.ts';
import { useMaru } from '../../state/client.ts';
import { matchesName } from '../../state/name-match.ts';
import { useMe } from '../../state/people.ts';
import { useNames } from '../../state/room-names.ts';
import { mentionQueryAt, mentionsIn, type Nameable, namedIn } from './mention-query.ts';

const mostShown = 6;
const nobody: never[] = [];

export interface Mentions {
  /** Who may be meant by what is being written; empty when no name is. */
  choices: readonly Nameable[];
  active: number;
  choose(person: Nameable): void;
  /** True when the key was for the list. */
  onKeyDown(event: KeyboardEvent): boolean;
  /** The cursor moved: by the arrows or the mouse, and with every change of the text, which need not come by a key. */
  onCursor(event: SyntheticEvent<HTMLTextAreaElement>): void;
  /** Where the chosen names stand in a text. */
  in(text: string): Mention[];
  aria: Record<string, string | undefined>;
}

export const mentionListId = 'mention-list';

/** Completes @names of the room's people while they are written, initial consonants included. */
export function useMentions(
  roomId: RoomId,
  text: string,
  setText: (text: string) => void,
  field: RefObject<HTMLTextAreaElement | null>,
  edited: ChatMessage | undefined,
): Mentions {
  const [cursor, setCursor] = useState(0);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<number>();
  const chosen = useRef(new Map<string, Nameable>());
  useEffect(() => {
    if (edited) for (const person of namedIn(edited)) chosen.current.set(person.name, person);
  }, [edited]);
  const people = useNameables(roomId);
  const at = mentionQueryAt(text, cursor);
  const open = at !== undefined && at.start !== dismissed;
  const choices = open
    ? people.filter(({ name }) => matchesName(name, at.query)).slice(0, mostShown)
    : nobody;
  const marked = Math.min(active, choices.length - 1);

  function choose(person: Nameable): void {
    if (!at) return;
    chosen.current.set(person.name, person);
    const before = `${text.slice(0, at.start)}@${person.name} `;
    // At once, so that the next letter stands behind the name.
    flushSync(() => setText(before + text.slice(cursor)));
    setActive(0);
    field.current?.setSelectionRange(before.length, before.length);
    setCursor(before.length);
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    const picked = choices[marked];
    if (!picked || event.nativeEvent.isComposing) return false;
    if (event.key === 'ArrowDown') setActive((marked + 1) % choices.length);
    else if (event.key === 'ArrowUp') setActive((marked + choices.length - 1) % choices.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(picked);
    else if (event.key === 'Escape') setDismissed(at?.start);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    choices,
    active: marked,
    choose,
    onKeyDown,
    onCursor: (event) => setCursor(event.currentTarget.selectionStart),
    in: (message) => mentionsIn(message, [...chosen.current.values()]),
    aria:
      choices.length > 0
        ? { 'aria-controls': mentionListId, 'aria-activedescendant': `${mentionListId}-${marked}` }
        : {},
  };
}

/** The others in the room, and everyone. */
function useNameables(roomId: RoomId): Nameable[] {
  const { t } = useTranslation();
  const me = useMe();
  const room = useMaru('rooms', (rooms) => rooms.byId[roomId]);
  const ids = useMemo(
    () => (room?.participantIds ?? nobody).filter((id) => id !== me.userId),
    [room?.participantIds, me.userId],
  );
  const names = useNames(ids);
  const all = room?.kind === 'group' ? [{ userId: 'all' as const, name: t('message.everyone') }] : [];
  return [...ids.map((userId, index) => ({ userId, name: names[index] ?? userId })), ...all];
}
