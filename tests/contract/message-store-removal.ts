import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MessageStore } from '../../backend/ports/index.ts';
import { conversation, message, newRoomId } from './samples.ts';

/** Messages of MessageStore that go with their room. */
export function removalTests(port: () => MessageStore): void {
  test('messages go from the lowest seq on, as many as asked for, in one room only', async () => {
    const [one, other] = [newRoomId(), newRoomId()];
    await port().insert([...conversation(one, 7), ...conversation(other, 2)]);
    assert.equal(await port().removeUpTo(one, 5, 3), 3);
    const seqs = async (roomId: typeof one) =>
      (await port().page({ roomId, after: 0, take: 'first', limit: 10 })).map(({ seq }) => seq);
    assert.deepEqual(await seqs(one), [4, 5, 6, 7]);
    assert.equal(await port().removeUpTo(one, 5, 3), 2);
    assert.equal(await port().removeUpTo(one, 5, 3), 0);
    assert.deepEqual(await seqs(one), [6, 7]);
    assert.deepEqual((await port().ends([one])).get(one), { seq: 7, textCount: 7 });
    assert.deepEqual(await seqs(other), [1, 2]);
  });

  test('a message that goes can be found by nothing any more', async () => {
    const sent = message();
    await port().insert([sent]);
    await port().removeUpTo(sent.roomId, Number.MAX_SAFE_INTEGER, 10);
    assert.deepEqual(await port().findSent([sent]), []);
    assert.deepEqual(await port().findBySeq(sent.roomId, [1]), []);
    assert.deepEqual((await port().ends([sent.roomId])).get(sent.roomId), { seq: 0, textCount: 0 });
  });
}
