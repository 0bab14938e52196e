import { fitsGraphemes } from '../../../../backend/contract/index.ts';

/** The same rules as the contract's, asked before anything is sent, so that the answer can stand at its field. */
export const isUserId = (text: string): boolean => /^[a-z0-9._-]{4,20}$/.test(text);

export const isPassword = (text: string): boolean => text.length >= 8 && text.length <= 128;

export const isNickname = (text: string): boolean => text.trim() !== '' && fitsGraphemes(text.trim(), 30);
