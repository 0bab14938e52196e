import type { SendKey } from '../../state/preference-values.ts';

/** The part of a keyboard event that decides. */
export interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

/** The code of a key that an input method has taken for itself. */
const takenByInputMethod = 229;

/**
 * Whether this Enter sends. While an input method composes (a Hangul syllable is not finished yet), Enter belongs
 * to it: sending then would send the text and leave the last syllable in the field once more.
 */
export function isSendKey(press: KeyPress, chosen: SendKey): boolean {
  const { key, shiftKey, isComposing, keyCode } = press;
  const isEnter = key === 'Enter' && !shiftKey && !isComposing && keyCode !== takenByInputMethod;
  return isEnter && (chosen === 'enter' || press.ctrlKey || press.metaKey);
}
