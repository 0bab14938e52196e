import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nobody, type RoomId, type UserId } from '../../backend/contract/index.ts';
import type { BookmarkQuery, BookmarkRecord, BookmarkStore } from '../../backend/ports/index.ts';
import { newRoomId, newUserId, oddTexts } from './samples.ts';
import { type Open, subject } from './subject.ts';

/** The contract of BookmarkStore. */
export function bookmarkStoreSuite(name: string, open: Open<BookmarkStore>): void {
  describe(`BookmarkStore: ${name}`, () => {
    const { port, reopen } = subject(open);
    keepingTests(port, reopen);
    listTests(port);
    forgettingTests(port);
  });
}

const at = (milliseconds: number): string => new Date(1_795_000_000_000 + milliseconds).toISOString();

const bookmark = (given: Partial<BookmarkRecord> = {}): BookmarkRecord => ({
  keeperId: newUserId(),
  roomId: newRoomId(),
  seq: 1,
  roomTitle: '점심 모임',
  titleOf: [],
  userId: newUserId(),
  nickname: '마루',
  message: '내일 열두 시',
  createdAt: at(-1_000),
  keptAt: at(0),
  labels: [],
  note: '',
  folded: { message: '내일 열두 시\n마루', title: '점심 모임', marks: '' },
  ...given,
});

function keepingTests(port: () => BookmarkStore, reopen: () => Promise<unknown>): void {
  test('gives back what was put, odd texts too, also after a restart', async () => {
    const kept = oddTexts.map((text, seq) =>
      bookmark({
        seq: seq + 1,
        message: text,
        note: text,
        labels: [text, '일'],
        titleOf: [newUserId()],
        folded: { message: text, title: text, marks: text },
      }),
    );
    for (const each of kept) await port().put(each);
    await reopen();
    for (const each of kept) assert.deepEqual(await port().find(each), each);
  });

  test('a bookmark is one per keeper, room and seq; putting it again replaces it', async () => {
    const first = bookmark();
    const others = [{ keeperId: newUserId() }, { roomId: newRoomId() }, { seq: 2 }].map((key) => ({
      ...first,
      ...key,
    }));
    for (const each of [first, ...others]) await port().put(each);
    const changed = {
      ...first,
      note: '메모',
      labels: ['일'],
      folded: { ...first.folded, marks: '메모\n일' },
    };
    await port().put(changed);
    await port().put(changed);
    assert.deepEqual(await port().find(first), changed);
    for (const each of others) assert.deepEqual(await port().find(each), each);
    assert.equal((await port().list({ keeperId: first.keeperId, limit: 10 })).length, 3);
  });

  test('what is dropped is gone, and dropping again is no mistake', async () => {
    const [one, other] = [bookmark(), bookmark()];
    await port().put(one);
    await port().put({ ...other, roomId: one.roomId });
    for (let times = 0; times < 2; times++) await port().drop(one);
    assert.equal(await port().find(one), undefined);
    assert.deepEqual(await port().find({ ...other, roomId: one.roomId }), { ...other, roomId: one.roomId });
  });
}

function listTests(port: () => BookmarkStore): void {
  const fill = async (): Promise<UserId> => {
    const keeperId = newUserId();
    const kept: Partial<BookmarkRecord>[] = [
      {
        keptAt: at(3),
        labels: ['일', '중요'],
        folded: { message: 'a.b*c', title: '회의', marks: '일\n중요' },
      },
      { keptAt: at(1), labels: ['일중'], folded: { message: '보고서 100%', title: '회의', marks: '일중' } },
      { keptAt: at(2), labels: [], folded: { message: '점심', title: '점심 모임', marks: '맛집 보고' } },
    ];
    for (const [index, each] of kept.entries())
      await port().put(bookmark({ keeperId, seq: index + 1, ...each }));
    await port().put(bookmark({ labels: ['일'], folded: { message: '보고', title: '', marks: '' } }));
    return keeperId;
  };

  test('lists one’s own, the newest kept first, by a part of what is in them and by a label', async () => {
    const keeperId = await fill();
    const seqs = async (query: Omit<BookmarkQuery, 'keeperId' | 'limit'>) =>
      (await port().list({ keeperId, limit: 10, ...query })).map(({ seq }) => seq);
    assert.deepEqual(await seqs({}), [1, 3, 2]);
    assert.deepEqual(await seqs({ part: '보고' }), [3, 2]);
    assert.deepEqual(await seqs({ part: '회의' }), [1, 2]);
    assert.deepEqual(await seqs({ label: '일' }), [1]);
    assert.deepEqual(await seqs({ label: '일', part: 'b*c' }), [1]);
    assert.deepEqual(await seqs({ label: '일', part: '보고' }), []);
    for (const pattern of ['a.*', '%_', '.', '[', '\\', '^', '$', '"', "'"])
      assert.deepEqual(await seqs({ part: pattern }), pattern === '.' ? [1] : [], pattern);
    assert.deepEqual(await seqs({ part: '100%' }), [2]);
    assert.deepEqual(await seqs({ label: '%' }), []);
  });

  test('pages cut the same order, also within one millisecond', async () => {
    const keeperId = newUserId();
    const rooms = [newRoomId(), newRoomId()].sort() as [RoomId, RoomId];
    for (let seq = 1; seq <= 12; seq++)
      await port().put(
        bookmark({ keeperId, roomId: rooms[seq % 2] as RoomId, seq, keptAt: at(Math.floor(seq / 5)) }),
      );
    const all = await port().list({ keeperId, limit: 50 });
    assert.deepEqual(
      all.map(({ seq }) => seq),
      [11, 12, 10, 9, 7, 5, 8, 6, 3, 1, 4, 2],
    );
    for (const limit of [1, 5, 12]) {
      const paged: BookmarkRecord[] = [];
      for (let page = await port().list({ keeperId, limit }); page.length > 0; ) {
        paged.push(...page);
        page = await port().list({ keeperId, limit, before: paged.at(-1) });
      }
      assert.deepEqual(paged, all);
    }
  });
}

function forgettingTests(port: () => BookmarkStore): void {
  test('of who is forgotten nothing is left: not what they kept, nor their words and name in others’ drawers', async () => {
    const [gone, keeperId] = [newUserId(), newUserId()];
    const own = bookmark({ keeperId: gone });
    const words = bookmark({ keeperId, seq: 1, userId: gone, note: '메모', labels: ['일'] });
    const named = bookmark({
      keeperId,
      seq: 2,
      roomTitle: '하루, 나라',
      titleOf: [gone, newUserId()],
      folded: { message: '안녕', title: '하루, 나라', marks: '' },
    });
    const unconcerned = bookmark({ keeperId, seq: 3, titleOf: [newUserId()] });
    for (const each of [own, words, named, unconcerned]) await port().put(each);
    for (let times = 0; times < 2; times++) await port().forgetUser(gone);
    assert.equal(await port().find(own), undefined);
    const anonymous = { ...words, ...nobody, message: '', folded: { ...words.folded, message: '' } };
    assert.deepEqual(await port().find(words), anonymous);
    const untitled = { ...named, roomTitle: '', titleOf: [], folded: { ...named.folded, title: '' } };
    assert.deepEqual(await port().find(named), untitled);
    assert.deepEqual(await port().find(unconcerned), unconcerned);
  });
}
