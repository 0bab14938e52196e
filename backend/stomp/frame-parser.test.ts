import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ClientFrame } from './frame.ts';
import { FrameParser } from './frame-parser.ts';
import { assembleFrame, headerLines } from './frame-writer.ts';
import { defaultLimits } from './limits.ts';
import type { StompVersion } from './versions.ts';
import { headerLength } from './web-socket-frame.ts';

function parserOf(version: StompVersion | undefined = '1.2', limits = defaultLimits): FrameParser {
  const parser = new FrameParser(limits);
  parser.version = version;
  return parser;
}

function parseAll(parser: FrameParser, chunks: readonly (string | Buffer)[]): ClientFrame[] {
  const frames: ClientFrame[] = [];
  for (const chunk of chunks) {
    parser.push(Buffer.from(chunk));
    for (let frame = parser.next(); frame !== undefined; frame = parser.next()) frames.push(frame);
  }
  return frames;
}

function serialise(headers: Record<string, string>, body: Uint8Array, version: StompVersion): Buffer {
  const frame = assembleFrame(
    `SEND\n${headerLines(headers, version)}content-length:${body.length}\n`,
    body,
    true,
  );
  return frame.subarray(headerLength(payloadLength(frame)));
}

function payloadLength(frame: Buffer): number {
  const short = (frame[1] ?? 0) & 127;
  if (short < 126) return short;
  return short === 126 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2));
}

function fails(text: string | Buffer, code: string, version: StompVersion = '1.2', limits = {}): void {
  assert.throws(() => parseAll(parserOf(version, { ...defaultLimits, ...limits }), [text]), { code });
}

test('a frame has command, headers and the bytes of its body', () => {
  const [frame] = parseAll(parserOf(), ['SEND\ndestination:/a\nx\\cy:1\\n2\n\n한글\0']);
  assert.equal(frame?.command, 'SEND');
  assert.deepEqual({ ...frame?.headers }, { destination: '/a', 'x:y': '1\n2' });
  assert.equal(frame?.body.toString(), '한글');
});

test('it does not matter where the bytes are cut', () => {
  const bytes = Buffer.from(
    '\n\r\nSEND\r\ndestination:/한글\ncontent-length:5\r\n\r\na\0b\0c\0\n\nSEND\nreceipt:1\n\nxyz\0\nSEND\n\n\0',
  );
  const whole = parseAll(parserOf(), [bytes]);
  assert.equal(whole.length, 3);
  for (let cut = 0; cut <= bytes.length; cut++) {
    assert.deepEqual(
      parseAll(parserOf(), [bytes.subarray(0, cut), bytes.subarray(cut)]),
      whole,
      `cut at ${cut}`,
    );
  }
  assert.deepEqual(
    parseAll(
      parserOf(),
      Array.from(bytes, (byte) => Buffer.from([byte])),
    ),
    whole,
  );
});

test('frames handed out keep their bytes when more arrive', () => {
  const parser = parserOf();
  const chunks = ['SEND\n\nfir', 'st\0SEND\n\nsec', 'ond\0SEND\n\nthi', 'rd\0'];
  assert.deepEqual(
    parseAll(parser, chunks).map(({ body }) => body.toString()),
    ['first', 'second', 'third'],
  );
});

test('the first of repeated headers counts', () => {
  const [frame] = parseAll(parserOf(), ['SEND\nfoo:World\nfoo:Hello\n\n\0']);
  assert.equal(frame?.headers.foo, 'World');
});

test('header names of Object.prototype are ordinary headers', () => {
  const [frame] = parseAll(parserOf(), ['SEND\n__proto__:a\nconstructor:b\n\n\0']);
  assert.deepEqual(Object.entries(frame?.headers ?? {}), [
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
  assert.equal(frame?.headers.toString, undefined);
});

test('CRLF ends a line in 1.2 and before the version is known; in 1.1 the CR is part of the value', () => {
  assert.equal(parseAll(parserOf('1.2'), ['SEND\r\na:b\r\n\r\n\0'])[0]?.headers.a, 'b');
  const unknown = new FrameParser(defaultLimits);
  assert.equal(parseAll(unknown, ['CONNECT\r\na:b\\c\r\n\r\n\0'])[0]?.headers.a, 'b\\c');
  assert.equal(parseAll(parserOf('1.1'), ['SEND\na:b\r\n\n\0'])[0]?.headers.a, 'b\r');
});

test('1.0 trims headers, later versions keep every space', () => {
  assert.equal(parseAll(parserOf('1.0'), ['SEND\na : b \n\n\0'])[0]?.headers.a, 'b');
  assert.equal(parseAll(parserOf('1.1'), ['SEND\na: b \n\n\0'])[0]?.headers.a, ' b ');
});

test('what is not a frame is refused with the reason', () => {
  fails('HELLO\n\n\0', 'unknown-command');
  fails('MESSAGE\n\n\0', 'unknown-command');
  fails('SEND\nno colon\n\n\0', 'malformed-header');
  fails('SEND\n:no name\n\n\0', 'malformed-header');
  fails('SEND\n\0\n\n\0', 'malformed-header');
  fails('SEND\na:\\x\n\n\0', 'undefined-escape');
  fails('SEND\ncontent-length:-1\n\n\0', 'invalid-header');
  fails('SEND\ncontent-length:1e3\n\n\0', 'invalid-header');
  fails('SEND\ncontent-length:2\n\nabc\0', 'malformed-frame');
});

test('limits are checked before the bytes are there', () => {
  fails(`SEND\na:${'x'.repeat(100)}`, 'header-line-too-long', '1.2', { headerLine: 50 });
  fails('S'.repeat(100), 'header-line-too-long', '1.2', { headerLine: 50 });
  fails('SEND\na:1\nb:2\nc:3\n', 'too-many-headers', '1.2', { headers: 2 });
  fails('SEND\na:1\na:2\na:3\n', 'too-many-headers', '1.2', { headers: 2 });
  fails('SEND\ncontent-length:11\n\n', 'body-too-large', '1.2', { body: 10 });
  fails(`SEND\n\n${'x'.repeat(11)}`, 'body-too-large', '1.2', { body: 10 });
  fails(`SEND\n\n${'x'.repeat(11)}\0`, 'body-too-large', '1.2', { body: 10 });
});

test('exactly the limit is fine', () => {
  const limits = { ...defaultLimits, headerLine: 10, headers: 1, body: 10 };
  assert.equal(
    parseAll(parserOf('1.2', limits), [`SEND\na:${'x'.repeat(8)}\n\n${'y'.repeat(10)}\0`]).length,
    1,
  );
});

test('an error knows the receipt of its frame, also when that comes after the mistake', () => {
  for (const text of [
    'HELLO\nreceipt:7\n\n\0',
    'SEND\nbad\nreceipt:7\n\n\0',
    'SEND\nreceipt:7\ncontent-length:x\n\n\0',
  ]) {
    assert.throws(() => parseAll(parserOf(), [text]), { receipt: '7' });
  }
});

test('a large body in many pieces costs no more than its length', () => {
  const limits = { ...defaultLimits, body: 8 * 1024 * 1024 };
  const parser = parserOf('1.2', limits);
  const piece = Buffer.alloc(100, 'x');
  const start = performance.now();
  const frames = parseAll(parser, ['SEND\n\n', ...Array.from({ length: 40_000 }, () => piece), '\0']);
  assert.equal(frames[0]?.body.length, 4_000_000);
  assert.ok(performance.now() - start < 2_000);
});

const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((value) => value.replaceAll('\0', ''));
const name = text.filter((value) => value !== '' && value !== 'content-length' && value.isWellFormed());
const headers = fc.dictionary(
  name,
  text.filter((value) => value.isWellFormed()),
  { maxKeys: 10 },
);
const body = fc.uint8Array({ maxLength: 70_000, size: 'max' });

test('what was written is what is read, however it is cut', () => {
  fc.assert(
    fc.property(headers, body, fc.array(fc.nat(), { maxLength: 5 }), (given, bytes, cuts) => {
      const written = serialise(given, bytes, '1.2');
      const places = cuts.map((cut) => cut % written.length).sort((a, b) => a - b);
      const chunks = [0, ...places].map((start, index) => written.subarray(start, places[index]));
      const [frame, ...more] = parseAll(parserOf('1.2'), chunks);
      assert.equal(more.length, 0);
      assert.ok(frame?.body.equals(bytes));
      assert.deepEqual(
        { ...frame?.headers, 'content-length': undefined },
        { ...given, 'content-length': undefined },
      );
    }),
    { numRuns: 300 },
  );
});

test('1.1 reads back what it writes as well, carriage returns included', () => {
  fc.assert(
    fc.property(headers, (given) => {
      const [frame] = parseAll(parserOf('1.1'), [serialise(given, Buffer.from('x'), '1.1')]);
      assert.deepEqual(
        { ...frame?.headers, 'content-length': undefined },
        { ...given, 'content-length': undefined },
      );
    }),
  );
});

test('any bytes at all give frames or a typed error, never anything else', () => {
  const alphabet = fc.constantFrom(
    'SEND',
    '\n',
    '\0',
    ':',
    '\\',
    'a',
    '\r',
    'content-length',
    '1',
    '한',
    'x'.repeat(40),
  );
  const limits = { ...defaultLimits, headerLine: 60, headers: 3, body: 50 };
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 60 }), (pieces) => {
      try {
        parseAll(parserOf('1.2', limits), pieces);
      } catch (error) {
        assert.equal((error as Error).name, 'StompError');
      }
    }),
    { numRuns: 2_000 },
  );
});
