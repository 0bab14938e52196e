/** The sounds of messages: what lies in resources/sounds is what scripts/make-sounds.ts makes, and it is fit to be heard. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { soundFiles } from '../../scripts/sounds/sound-files.ts';

const folder = fileURLToPath(new URL('../../resources/sounds/', import.meta.url));

/** What a player reads: format, channels, samples a second, bytes of a sample; and the samples, -1 to 1. */
function read(file: Buffer) {
  const samples: number[] = [];
  for (let at = 44; at < file.length; at += 2) samples.push(file.readInt16LE(at) / 0x8000);
  const format = [20, 22, 34].map((at) => file.readUInt16LE(at));
  return { format, rate: file.readUInt32LE(24), samples };
}

const decibels = (value: number): number => 20 * Math.log10(value);

/** Of the loudest tenth of a second: the root of the mean square, in decibels of the most there is. */
function loudness(samples: readonly number[], rate: number): number {
  const width = rate / 10;
  let loudest = 0;
  for (let at = 0; at + width <= samples.length; at += width / 10) {
    const part = samples.slice(at, at + width);
    loudest = Math.max(loudest, part.reduce((sum, sample) => sum + sample ** 2, 0) / part.length);
  }
  return decibels(Math.sqrt(loudest));
}

test('the files are what their scores make, and no others are there', async () => {
  const made = soundFiles();
  assert.deepEqual((await readdir(folder)).sort(), made.map(([name]) => name).sort());
  for (const [name, file] of made) assert.ok(file.equals(await readFile(folder + name)), name);
});

test('each is small, of one channel, short, never distorted, and ends in silence', () => {
  for (const [name, file] of soundFiles()) {
    const { format, rate, samples } = read(file);
    assert.deepEqual([format, rate], [[1, 1, 16], 22_050], name);
    assert.ok(file.length < 50_000 && samples.length / rate < 1, name);
    assert.ok(Math.max(...samples.map(Math.abs)) < 0.7, name);
    assert.ok(Math.abs(samples.at(-1) ?? 1) < 0.001, name);
  }
});

test('none is much louder than another', () => {
  const all = soundFiles().map(([, file]) => {
    const { samples, rate } = read(file);
    return loudness(samples, rate);
  });
  assert.ok(Math.max(...all) - Math.min(...all) < 3, String(all));
});
