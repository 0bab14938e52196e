/** The preset pictures: own line drawings on a 24 grid, numbered from 1. */
export const presets = [
  'M12 7.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9Zm0-4v1.500m0 14v1.500M3.500 12H5m14 0h1.500M6 6l1 1m10 10 1 1m0-12-1 1M7 17l-1 1',
  'M15.500 4.500a8 8 0 1 0 4 11A6.500 6.500 0 0 1 15.500 4.500Z',
  'm3 18 6-10 3.500 5.500L15 10l6 8H3Z',
  'M5 19c0-8 5-13 14-14 0 9-5 14-12.500 14M5 19l7-7',
  'M7 17.500a3.800 3.800 0 0 1-.3-7.600 5.300 5.300 0 0 1 10.400 1.200 3.200 3.200 0 0 1-.4 6.400H7Z',
  'M3 9c2-2 4-2 6 0s4 2 6 0 4-2 6 0M3 15c2-2 4-2 6 0s4 2 6 0 4-2 6 0',
  'M12 20s-7.500-4.600-7.500-10A4.200 4.200 0 0 1 12 7.300 4.200 4.200 0 0 1 19.500 10c0 5.400-7.500 10-7.500 10Z',
  'M12 12c0-3 1.500-6 3-6s2.500 2.500.5 4.500M12 12c3 0 6 1.500 6 3s-2.500 2.500-4.500.5M12 12c0 3-1.500 6-3 6s-2.500-2.500-.5-4.500M12 12c-3 0-6-1.500-6-3s2.500-2.500 4.500-.5',
  'M6 9h10v4.500a5 5 0 0 1-10 0V9Zm10 1.500h1.500a2 2 0 0 1 0 4.500H16M8.500 3.500v2.500m4-2.500v2.500',
  'M5.500 10 6 4.500l4 2.500h4l4-2.500.5 5.500c1 5-2 9-6.500 9s-7.500-4-6.500-9Zm4 2h.01m4.990 0h.01M11 15.500l1 .7 1-.7',
  'M9 18V6l10-2v12M9 18a2.500 2.500 0 1 1-2.500-2.500A2.500 2.500 0 0 1 9 18Zm10-2a2.500 2.500 0 1 1-2.500-2.500A2.500 2.500 0 0 1 19 16Z',
  'M4 20V10l8-6 8 6v10h-5.500v-5.500h-5V20H4Z',
] as const;

/** Colour pairs for a picture: ground and ink, readable in both themes. */
export const grounds = 8;

/** The same text always gives the same small number. */
export function hashOf(text: string, size: number): number {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0;
  return Math.abs(hash) % size;
}

/** `preset:3` → 3; anything else → undefined. */
export function presetNumber(avatar: string): number | undefined {
  const number = Number(/^preset:([1-9][0-9]?)$/.exec(avatar)?.[1]);
  return number || undefined;
}

const first = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** The letter shown when there is no picture. */
export function initialOf(name: string): string {
  for (const { segment } of first.segment(name.trim())) return segment.toUpperCase();
  return '?';
}
