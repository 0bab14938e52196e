import { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import { limits } from './limits.ts';

const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** Whether a text has at most `most` graphemes; a family emoji or a Hangul syllable made of jamo counts as one. */
export function fitsGraphemes(text: string, most: number): boolean {
  if (text.length <= most) return true;
  let count = 0;
  for (const _ of segmenter.segment(text)) if (++count > most) return false;
  return true;
}

/** The beginning of a text, for a quote: as many graphemes as the limit has, then an ellipsis. */
export function shorten(text: string, most: number = limits.quoteGraphemes): string {
  if (text.length <= most) return text;
  let [count, end] = [0, 0];
  for (const { segment, index } of segmenter.segment(text)) {
    if (++count > most) return `${text.slice(0, end)}…`;
    end = index + segment.length;
  }
  return text;
}

/** A text that survives every engine unchanged: no lone surrogates and no NUL. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

const storable = z.string().refine(isStorable, { params: { code: 'invalid_text' satisfies ErrorCode } });

/** One line of text shown as a name: NFC, trimmed, 1 to `most` graphemes. */
export const shortText = (most: number) =>
  storable
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1)
        .refine((text) => fitsGraphemes(text, most), `at most ${most} characters`),
    );

/** The same, but may be empty. */
export const optionalText = (most: number) =>
  storable
    .transform((text) => text.normalize('NFC').trim())
    .pipe(z.string().refine((text) => fitsGraphemes(text, most), `at most ${most} characters`));

/** A chat message's text as it was written: not blank, at most 10,000 graphemes. */
export const writtenText = storable
  .refine((text) => text.trim() !== '', { params: { code: 'message_empty' satisfies ErrorCode } })
  .refine((text) => fitsGraphemes(text, limits.messageGraphemes), {
    params: { code: 'message_too_long' satisfies ErrorCode },
  });

/** The same as it is stored: NFC. */
export const messageText = writtenText.transform((text) => text.normalize('NFC'));

/** What letter case and composition make of no importance: two texts that a person takes for the same fold to the same. */
export function fold(text: string): string {
  // Up and down again, so that letters with several lower forms (ß and ss, σ and ς) fall together.
  return text.normalize('NFC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}
