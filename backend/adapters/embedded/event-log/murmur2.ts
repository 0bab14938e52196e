const seed = 0x9747b28c;
const multiplier = 0x5bd1e995;

/** MurmurHash2 of the bytes, as Kafka's default partitioner computes it, made positive as Kafka does. */
export function positiveMurmur2(bytes: Uint8Array): number {
  let hash = seed ^ bytes.length;
  const end = bytes.length & ~3;
  for (let at = 0; at < end; at += 4) {
    let word =
      byte(bytes, at) |
      (byte(bytes, at + 1) << 8) |
      (byte(bytes, at + 2) << 16) |
      (byte(bytes, at + 3) << 24);
    word = Math.imul(word, multiplier);
    word ^= word >>> 24;
    hash = Math.imul(hash, multiplier) ^ Math.imul(word, multiplier);
  }
  const rest = bytes.length - end;
  if (rest === 3) hash ^= byte(bytes, end + 2) << 16;
  if (rest >= 2) hash ^= byte(bytes, end + 1) << 8;
  if (rest >= 1) hash = Math.imul(hash ^ byte(bytes, end), multiplier);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, multiplier);
  return (hash ^ (hash >>> 15)) & 0x7fffffff;
}

const byte = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

const encoder = new TextEncoder();
const cache = new Map<string, number>();
const mostCached = 10_000;

/** The hash of a key; keys come again and again, so the last few thousand are remembered. */
export function hashOfKey(key: string): number {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const hash = positiveMurmur2(encoder.encode(key));
  if (cache.size >= mostCached) cache.clear();
  cache.set(key, hash);
  return hash;
}
