import { playScore } from './play-score.ts';
import { scores } from './scores.ts';
import { waveFile } from './wave-file.ts';

/** Samples a second: far more than the highest tone needs, and no file is big. */
const rate = 22_050;

/** Every sound as a file, by the file's name; the same bytes on every machine. */
export const soundFiles = (): [name: string, file: Buffer][] =>
  Object.entries(scores).map(([name, score]) => [`${name}.wav`, waveFile(playScore(score, rate), rate)]);
