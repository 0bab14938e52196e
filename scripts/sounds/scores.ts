/** One tone: when it begins and how long it fades (seconds), its pitch at the beginning and the end (hertz), how loud (0 to 1). */
export interface Tone {
  at: number;
  fades: number;
  from: number;
  to: number;
  loud: number;
  shape: 'sine' | 'triangle';
}

/** What the sounds are made of, by the name of their file. Their loudest tenth of a second is about as loud in each. */
export const scores: Readonly<Record<string, readonly Tone[]>> = {
  drop: [
    { at: 0, fades: 0.16, from: 520, to: 1180, loud: 0.33, shape: 'sine' },
    { at: 0.11, fades: 0.2, from: 690, to: 1560, loud: 0.21, shape: 'sine' },
  ],
  bell: [
    { at: 0, fades: 0.7, from: 1046.5, to: 1046.5, loud: 0.145, shape: 'sine' },
    { at: 0, fades: 0.4, from: 2637, to: 2637, loud: 0.045, shape: 'sine' },
    { at: 0.14, fades: 0.8, from: 1318.5, to: 1318.5, loud: 0.11, shape: 'sine' },
  ],
  wood: [
    { at: 0, fades: 0.09, from: 330, to: 250, loud: 0.5, shape: 'triangle' },
    { at: 0.12, fades: 0.1, from: 440, to: 330, loud: 0.5, shape: 'triangle' },
  ],
};
