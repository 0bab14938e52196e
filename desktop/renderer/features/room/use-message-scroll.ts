import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { RoomId } from '../../../../backend/contract/index.ts';
import type { RoomMessages } from '../../../client/index.ts';
import { useAttention } from '../../state/attention.ts';
import { useActions } from '../../state/client.ts';
import { estimateHeight } from './estimate-height.ts';
import type { Timeline } from './timeline.ts';
import { usePaging } from './use-paging.ts';

export interface MessageScroll {
  scroller: RefObject<HTMLElement | null>;
  items: VirtualItem[];
  height: number;
  measure: (element: Element | null) => void;
  atEnd: boolean;
  jump: () => void;
  /** Brings a message that is loaded into the middle of the view; false when it is not loaded. */
  show: (seq: number) => boolean;
  /** The seq of the uppermost message in the view. */
  firstSeq: number | undefined;
}

/** How near to the bottom still counts as reading the newest message. */
const nearEnd = 80;

/** The scrolling of a room: opens at the bottom, stays there, holds its place while older pages arrive. */
export function useMessageScroll(roomId: RoomId, timeline: Timeline, room: RoomMessages): MessageScroll {
  const scroller = useRef<HTMLElement>(null);
  const { showLatest } = useActions();
  const virtual = useVirtualizer<HTMLElement, Element>({
    count: timeline.count,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => timeline.keyAt(index), [timeline]),
    estimateSize: useCallback((index: number) => estimateHeight(timeline.lettersAt(index)), [timeline]),
    overscan: 8,
    paddingStart: 12,
    /** The line that says who is writing lies here, on no message. */
    paddingEnd: 26,
    anchorTo: 'end',
    followOnAppend: !room.hasMoreAfter,
    scrollEndThreshold: nearEnd,
  });
  const items = virtual.getVirtualItems();
  const atEnd = !room.hasMoreAfter && virtual.isAtEnd(nearEnd);
  usePaging(roomId, room, timeline.count, items);
  useReadMark(roomId, atEnd);

  useLayoutEffect(() => virtual.scrollToEnd(), [virtual]);
  useStayAtEnd(virtual, scroller);
  useForgetSizes(virtual, timeline);
  const jump = useCallback(async () => {
    if (room.hasMoreAfter) await showLatest(roomId);
    virtual.scrollToEnd();
  }, [virtual, room.hasMoreAfter, showLatest, roomId]);
  useFollowOwn(timeline, jump);
  const show = useCallback(
    (seq: number) => {
      const first = room.messages[0]?.seq;
      const index = first === undefined ? -1 : seq - first;
      if (index < 0 || index >= room.messages.length) return false;
      virtual.scrollToIndex(index, { align: 'center' });
      return true;
    },
    [virtual, room.messages],
  );

  return {
    scroller,
    items,
    height: virtual.getTotalSize(),
    measure: virtual.measureElement,
    atEnd,
    jump: () => void jump(),
    show,
    firstSeq: timeline.at(items[0]?.index ?? 0)?.seq,
  };
}

/** Tells the client whether the newest messages are being looked at: only then they count as read. */
function useReadMark(roomId: RoomId, atEnd: boolean): void {
  const { markVisible } = useActions();
  const visible = useAttention() && atEnd;
  useEffect(() => markVisible(roomId, visible), [roomId, visible, markVisible]);
  useEffect(() => () => markVisible(roomId, false), [roomId, markVisible]);
}

/** The list remembers the height of every row it ever drew; those of rows that have left the window go, some at a time. */
function useForgetSizes({ itemSizeCache }: Virtualizer<HTMLElement, Element>, timeline: Timeline): void {
  useEffect(() => {
    if (itemSizeCache.size <= 2 * timeline.count) return;
    const kept = new Set(Array.from({ length: timeline.count }, (_, index) => timeline.keyAt(index)));
    for (const key of itemSizeCache.keys()) if (!kept.has(String(key))) itemSizeCache.delete(key);
  }, [itemSizeCache, timeline]);
}

/** What one writes oneself is always shown, wherever one was reading. */
function useFollowOwn(timeline: Timeline, jump: () => void): void {
  const last = timeline.at(timeline.count - 1);
  const waiting = last?.entry?.clientMessageId;
  const go = useRef(jump);
  go.current = jump;
  useEffect(() => {
    if (waiting) go.current();
  }, [waiting]);
}

/** Keeps the newest message in view when the window or a growing composer takes height away. Looks at every render. */
function useStayAtEnd(
  virtual: Virtualizer<HTMLElement, Element>,
  scroller: RefObject<HTMLElement | null>,
): void {
  const wasAtEnd = useRef(true);
  const lastHeight = useRef(0);
  useLayoutEffect(() => {
    const height = scroller.current?.clientHeight ?? 0;
    if (height === lastHeight.current) wasAtEnd.current = virtual.isAtEnd(nearEnd);
    else if (wasAtEnd.current) virtual.scrollToEnd();
    lastHeight.current = height;
  });
}
