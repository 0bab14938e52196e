import type { Tone } from './scores.ts';

/** Seconds until a tone has its full loudness: a sudden one would click. */
const attack = 0.008;
/** How loud a tone is when it ends. */
const silent = 0.0001;

/** The samples of a score, -1 to 1, at so many a second. */
export function playScore(score: readonly Tone[], rate: number): Float64Array {
  const seconds = Math.max(...score.map(({ at, fades }) => at + fades));
  return Float64Array.from({ length: Math.ceil(seconds * rate) }, (_, index) =>
    score.reduce((sum, tone) => sum + sampleOf(tone, index / rate - tone.at), 0),
  );
}

/** `time`: seconds since the tone began. */
function sampleOf(tone: Tone, time: number): number {
  if (time < 0 || time >= tone.fades) return 0;
  const wave = Math.sin(2 * Math.PI * turnsOf(tone, time));
  return loudnessOf(tone, time) * (tone.shape === 'sine' ? wave : (Math.asin(wave) * 2) / Math.PI);
}

/** How often the tone has swung by then; the pitch glides by the same ratio in the same time. */
function turnsOf({ from, to, fades }: Tone, time: number): number {
  const glide = Math.log(to / from) / fades;
  return glide === 0 ? from * time : (from * Math.expm1(glide * time)) / glide;
}

/** Up in a straight line, then fading by the same ratio in the same time. */
function loudnessOf({ loud, fades }: Tone, time: number): number {
  if (time < attack) return (loud * time) / attack;
  return loud * (silent / loud) ** ((time - attack) / (fades - attack));
}
