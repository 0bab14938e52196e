import bell from '../../../resources/sounds/bell.wav';
import drop from '../../../resources/sounds/drop.wav';
import wood from '../../../resources/sounds/wood.wav';
import type { SoundName } from './preference-values.ts';

type Heard = Exclude<SoundName, 'none'>;

/** Where the files are; each is fetched when it is first heard. */
const files: Record<Heard, string> = { drop, bell, wood };
const decoded = new Map<Heard, Promise<AudioBuffer>>();
let context: AudioContext | undefined;

/** A sound that comes later than this, in milliseconds, is of no use any more. */
const tooLate = 1_000;

/**
 * Plays a short sound. Silence where the browser has not been clicked yet, has no sound at all, or cannot fetch the file; never
 * throws.
 */
export async function playSound(name: SoundName): Promise<void> {
  if (name === 'none' || !('AudioContext' in window)) return;
  context ??= new AudioContext();
  const asked = performance.now();
  // Without a click so far the second waits for one.
  const [buffer] = await Promise.all([load(context, name).catch(() => undefined), context.resume()]);
  if (!buffer || performance.now() - asked > tooLate) return;
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.start();
}

function load(audio: AudioContext, name: Heard): Promise<AudioBuffer> {
  const known = decoded.get(name);
  if (known) return known;
  const loading = fetchSound(audio, files[name]);
  decoded.set(name, loading);
  // The next time tries again.
  loading.catch(() => decoded.delete(name));
  return loading;
}

async function fetchSound(audio: AudioContext, url: string): Promise<AudioBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`no sound at ${url}: ${response.status}`);
  return audio.decodeAudioData(await response.arrayBuffer());
}
