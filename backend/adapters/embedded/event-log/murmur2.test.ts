import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOfKey, positiveMurmur2 } from './murmur2.ts';

test('hashes as Kafka does, so that both engines agree on partitions', () => {
  // From Kafka's own UtilsTest.testMurmur2, made positive as its partitioner does.
  const known: Record<string, number> = {
    '21': -973932308,
    foobar: -790332482,
    'a-little-bit-long-string': -985981536,
    'a-little-bit-longer-string': -1486304829,
    lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8: -58897971,
    abc: 479470107,
  };
  for (const [key, hash] of Object.entries(known)) assert.equal(hashOfKey(key), hash & 0x7fffffff);
  assert.equal(hashOfKey('abc'), 479470107, 'also when it is remembered');
});

test('hashes the UTF-8 bytes of a key', () => {
  assert.equal(hashOfKey('방'), positiveMurmur2(Buffer.from('방')));
});
