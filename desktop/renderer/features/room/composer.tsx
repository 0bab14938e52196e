import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ChatMessage, RoomId } from '../../../../backend/contract/index.ts';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { showToast } from '../../components/toast.tsx';
import { useActions } from '../../state/client.ts';
import { compose, setLocked, useComposing, useLocked } from '../../state/composing.ts';
import { usePreferences } from '../../state/preferences.ts';
import { charactersOver } from './character-count.ts';
import { CharacterLimit } from './character-limit.tsx';
import styles from './composer.module.css';
import { isSendKey } from './composer-keys.ts';
import { ComposingBar } from './composing-bar.tsx';
import { EmojiButton } from './emoji-button.tsx';
import { MentionList } from './mention-list.tsx';
import { useCompose } from './use-compose.ts';
import { useDraft } from './use-draft.ts';
import { useGrowing } from './use-growing.ts';
import { useMentions } from './use-mentions.ts';

/** Where one writes. Enter sends (or Ctrl+Enter, if so chosen), Shift+Enter starts a line; an Enter that ends an input method's word does neither. */
export function Composer({ roomId }: { roomId: RoomId }) {
  const locked = useLocked(roomId);
  return locked ? <LockedComposer roomId={roomId} /> : <OpenComposer roomId={roomId} />;
}

/** The guard against writing into the wrong room. */
function LockedComposer({ roomId }: { roomId: RoomId }) {
  const { t } = useTranslation();
  return (
    <div className={styles.locked}>
      <Icon name="lock" size={18} />
      <span>{t('room.locked')}</span>
      <button type="button" className={styles.unlock} onClick={() => setLocked(roomId, false)}>
        {t('room.unlock')}
      </button>
    </div>
  );
}

function OpenComposer({ roomId }: { roomId: RoomId }) {
  const { t } = useTranslation();
  const { tellTyping } = useActions();
  const composing = useComposing(roomId);
  const sendKey = usePreferences((preferences) => preferences.sendKey);
  const edited = composing?.is === 'editing' ? composing.message : undefined;
  const [text, setText] = useEditedText(roomId, edited);
  const field = useRef<HTMLTextAreaElement>(null);
  const mentions = useMentions(roomId, text, setText, field, edited);
  const send = useCompose(roomId, composing);
  useGrowing(field, text);
  useEffect(() => {
    if (composing) field.current?.focus();
  }, [composing]);
  const sendable = text.trim() !== '' && charactersOver(text) <= 0;

  async function submit() {
    if (!sendable) return;
    const message = text.replace(/\s+$/, '');
    setText('');
    field.current?.focus();
    const outcome = await send(message, mentions.in(message));
    if (outcome.ok) return;
    setText((now) => now || message);
    showToast(t(`error.${outcome.code}`));
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (mentions.onKeyDown(event)) return;
    if (event.key === 'Escape' && composing) {
      event.stopPropagation();
      compose(roomId, undefined);
    }
    if (!isSendKey(event.nativeEvent, sendKey)) return;
    event.preventDefault();
    void submit();
  }

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {composing && <ComposingBar roomId={roomId} composing={composing} />}
      <MentionList mentions={mentions} />
      <textarea
        ref={field}
        className={styles.field}
        rows={1}
        aria-label={t('room.write')}
        placeholder={t('room.write')}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: who opens a room wants to write; the room is read by its own region.
        autoFocus
        onChange={(event) => {
          setText(event.target.value);
          mentions.onCursor(event);
          tellTyping(roomId);
        }}
        onSelect={mentions.onCursor}
        onKeyDown={onKeyDown}
        {...mentions.aria}
      />
      <div className={styles.foot}>
        <span className={styles.tools}>
          <EmojiButton onPick={(emoji) => insert(field.current, emoji, setText)} />
          <IconButton icon="unlock" label={t('room.lock')} onClick={() => setLocked(roomId, true)} />
        </span>
        <CharacterLimit text={text} />
        <button type="submit" className={styles.send} disabled={!sendable}>
          <Icon name={composing?.is === 'editing' ? 'check' : 'send'} size={18} />
          {t(composing?.is === 'editing' ? 'action.save' : 'room.send')}
        </button>
      </div>
    </form>
  );
}

/** The draft of the room; while an own message is edited, its text instead. */
function useEditedText(roomId: RoomId, message: ChatMessage | undefined) {
  const draft = useDraft(roomId);
  const [edited, setEdited] = useState('');
  useEffect(() => setEdited(message?.message ?? ''), [message]);
  return message ? ([edited, setEdited] as const) : draft;
}

/** Where the cursor stands, in place of what is selected. */
function insert(
  field: HTMLTextAreaElement | null,
  emoji: string,
  setText: (change: (text: string) => string) => void,
): void {
  const [start, end] = [field?.selectionStart ?? 0, field?.selectionEnd ?? 0];
  flushSync(() => setText((text) => text.slice(0, start) + emoji + text.slice(end)));
  field?.setSelectionRange(start + emoji.length, start + emoji.length);
}
