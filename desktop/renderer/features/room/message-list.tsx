import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { noMessages, unreadNumber } from '../../../client/index.ts';
import { useMaru } from '../../state/client.ts';
import { useMe } from '../../state/people.ts';
import { JumpButton } from './jump-button.tsx';
import styles from './message-list.module.css';
import { MessageMenu } from './message-menu.tsx';
import { type MenuPlace, MessageMenuContext } from './message-menu-context.ts';
import { MessageRow } from './message-row.tsx';
import { placeOf } from './timeline.ts';
import { UnreadJump } from './unread-jump.tsx';
import { useMessageScroll } from './use-message-scroll.ts';
import { useTarget } from './use-target.ts';
import { useTimeline } from './use-timeline.ts';

const noMarks = {};

/** The messages of a room, newest at the bottom; only those near the view are in the page. */
export function MessageList({ roomId, readSeq }: { roomId: RoomId; readSeq: number }) {
  const { t } = useTranslation();
  const me = useMe();
  const timeline = useTimeline(roomId);
  const room = useMaru('messages', (state) => state.byRoom[roomId] ?? noMessages);
  const marks = useMaru('readPositions', (state) => state.byRoom[roomId] ?? noMarks);
  const scroll = useMessageScroll(roomId, timeline, room);
  const firstUnread = useFirstUnread(readSeq, room.messages.at(-1)?.seq ?? 0);
  const [menu, setMenu] = useState<MenuPlace>();
  const target = useTarget(roomId, scroll.show);
  return (
    <MessageMenuContext value={setMenu}>
      <section
        ref={scroll.scroller}
        className={styles.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable to be scrolled by keys.
        tabIndex={0}
        aria-label={t('room.messages')}
        aria-busy={room.loadingOlder}
      >
        {room.loadingOlder && <span className={styles.spinner} />}
        <ol className={styles.list} style={{ height: scroll.height }}>
          {scroll.items.map((item) => {
            const line = timeline.at(item.index);
            if (!line) return null;
            return (
              <li
                key={item.key}
                ref={scroll.measure}
                data-index={item.index}
                className={styles.item}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <MessageRow
                  line={line}
                  own={line.userId === me.userId}
                  unread={line.seq === undefined ? 0 : unreadNumber(line.seq, marks)}
                  target={target !== undefined && line.seq === target}
                  startsUnread={firstUnread !== undefined && line.seq === firstUnread}
                  {...placeOf(timeline, item.index)}
                />
              </li>
            );
          })}
        </ol>
      </section>
      <UnreadJump roomId={roomId} firstUnread={firstUnread} firstShown={scroll.firstSeq} />
      <JumpButton roomId={roomId} atEnd={scroll.atEnd} onJump={scroll.jump} />
      {menu && <MessageMenu place={menu} onClose={() => setMenu(undefined)} />}
    </MessageMenuContext>
  );
}

/** The first message that was unread when the room was opened; it stays marked until the room is left. */
function useFirstUnread(readSeq: number, lastSeq: number): number | undefined {
  const [first] = useState(readSeq > 0 && readSeq < lastSeq ? readSeq + 1 : undefined);
  return first;
}
