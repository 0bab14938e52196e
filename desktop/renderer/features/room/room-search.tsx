import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomEntry } from '../../../client/index.ts';
import { IconButton } from '../../components/button.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useActions } from '../../state/client.ts';
import { showTarget } from '../../state/targets.ts';
import { useTell } from '../../state/tell.ts';
import styles from './room-search.module.css';
import { useRoomHits } from './use-room-hits.ts';

/** Finds a text in the room, hit by hit, and goes to a day. */
export function RoomSearch({ room, onClose }: { room: RoomEntry; onClose: () => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const hits = useRoomHits(room.roomId, query);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and Enter belong to the field inside.
    <div
      className={styles.bar}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) hits.go(event.shiftKey ? -1 : 1);
      }}
    >
      <SearchField label={t('room.search')} value={query} onChange={setQuery} autoFocus />
      <span className={styles.count} role="status">
        {query.trim() !== '' && hits.ready && t('room.hits', { place: hits.place, count: hits.count })}
      </span>
      <IconButton icon="up" label={t('room.olderHit')} disabled={!hits.hasOlder} onClick={() => hits.go(1)} />
      <IconButton
        icon="down"
        label={t('room.newerHit')}
        disabled={hits.place <= 1}
        onClick={() => hits.go(-1)}
      />
      <DayField room={room} />
      <IconButton icon="close" label={t('action.close')} onClick={onClose} />
    </div>
  );
}

/** The system's own calendar: it knows the language and the keyboard. */
function DayField({ room }: { room: RoomEntry }) {
  const { t } = useTranslation();
  const { showAround } = useActions();
  const tell = useTell();
  async function goTo(day: string) {
    if (day === '') return;
    const outcome = await showAround(room.roomId, { at: new Date(`${day}T00:00:00`).toISOString() });
    tell(outcome);
    if (outcome.ok && outcome.value !== undefined) showTarget(room.roomId, outcome.value);
  }
  return (
    <input
      type="date"
      className={styles.day}
      aria-label={t('room.goToDay')}
      title={t('room.goToDay')}
      min={localDay(new Date(room.createdAt))}
      max={localDay(new Date())}
      onChange={(event) => void goTo(event.target.value)}
    />
  );
}

/** YYYY-MM-DD where the user is. */
function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
