import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { Icon } from '../../components/icon.tsx';
import { showToast } from '../../components/toast.tsx';
import { useActions } from '../../state/client.ts';
import { charactersOver } from './character-count.ts';
import { CharacterLimit } from './character-limit.tsx';
import styles from './composer.module.css';
import { isSendKey } from './composer-keys.ts';
import { useDraft } from './use-draft.ts';
import { useGrowing } from './use-growing.ts';

/** Where one writes. Enter sends, Shift+Enter starts a line; an Enter that ends an input method's word does neither. */
export function Composer({ roomId }: { roomId: RoomId }) {
  const { t } = useTranslation();
  const actions = useActions();
  const [text, setText] = useDraft(roomId);
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowing(field, text);
  const sendable = text.trim() !== '' && charactersOver(text) <= 0;

  async function send() {
    if (!sendable) return;
    const message = text.replace(/\s+$/, '');
    setText('');
    field.current?.focus();
    const outcome = await actions.send(roomId, { message });
    if (outcome.ok) return;
    setText((now) => now || message);
    showToast(t(`error.${outcome.code}`));
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (!isSendKey(event.nativeEvent)) return;
    event.preventDefault();
    void send();
  }

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <textarea
        ref={field}
        className={styles.field}
        rows={1}
        aria-label={t('room.write')}
        placeholder={t('room.write')}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: who opens a room wants to write; the room is read by its own region.
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.foot}>
        <CharacterLimit text={text} />
        <button type="submit" className={styles.send} disabled={!sendable}>
          <Icon name="send" size={18} />
          {t('room.send')}
        </button>
      </div>
    </form>
  );
}
