/** Nothing in a text is a pattern. */
export const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Texts that contain a text. */
export const containing = (text: string): RegExp => new RegExp(escaped(text));
