import type { SoundName } from './preference-values.ts';

/** One tone: when it begins and how long it fades (seconds), its pitch at the beginning and the end (hertz), how loud (0 to 1). */
interface Tone {
  at: number;
  fades: number;
  from: number;
  to: number;
  loud: number;
  shape: OscillatorType;
}

/** Drawn by oscillators when they are needed: no files to load, the same everywhere. */
const scores: Record<Exclude<SoundName, 'none'>, readonly Tone[]> = {
  drop: [
    { at: 0, fades: 0.16, from: 520, to: 1180, loud: 0.22, shape: 'sine' },
    { at: 0.11, fades: 0.2, from: 690, to: 1560, loud: 0.14, shape: 'sine' },
  ],
  bell: [
    { at: 0, fades: 0.7, from: 1046.5, to: 1046.5, loud: 0.16, shape: 'sine' },
    { at: 0, fades: 0.4, from: 2637, to: 2637, loud: 0.05, shape: 'sine' },
    { at: 0.14, fades: 0.8, from: 1318.5, to: 1318.5, loud: 0.12, shape: 'sine' },
  ],
  wood: [
    { at: 0, fades: 0.09, from: 330, to: 250, loud: 0.3, shape: 'triangle' },
    { at: 0.12, fades: 0.1, from: 440, to: 330, loud: 0.3, shape: 'triangle' },
  ],
};

let context: AudioContext | undefined;

/** Plays a short sound. Silence where the browser has not been clicked yet or has no sound at all. */
export async function playSound(name: SoundName): Promise<void> {
  if (name === 'none' || !('AudioContext' in window)) return;
  context ??= new AudioContext();
  // Without a click so far this waits for one; a sound of long ago is of no use then.
  const asked = performance.now();
  await context.resume();
  if (performance.now() - asked > 1000) return;
  for (const tone of scores[name]) playTone(context, tone);
}

function playTone(audio: AudioContext, { at, fades, from, to, loud, shape }: Tone): void {
  const start = audio.currentTime + at;
  const oscillator = new OscillatorNode(audio, { type: shape, frequency: from });
  oscillator.frequency.exponentialRampToValueAtTime(to, start + fades);
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(loud, start + 0.008);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + fades);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + fades);
}
