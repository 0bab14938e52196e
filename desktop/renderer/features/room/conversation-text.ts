import type { TFunction } from 'i18next';
import type { ChatMessage, Quote } from '../../../../backend/contract/index.ts';
import type { Language } from '../../i18n/language.ts';
import { fullDay, timeOfDay } from '../../i18n/times.ts';
import { systemWords } from '../../state/message-words.ts';
import type { Naming } from '../../state/room-names.ts';

export interface ConversationTextOptions {
  t: TFunction;
  language: Language;
  nameOf: Naming['person'];
}

/** A conversation as people read it in a text file: days as headings, a line for each message. */
export interface ConversationText {
  /** What stands above everything. `savedAt` is ISO 8601. */
  title(room: string, savedAt: string): string;
  /** The next messages; a day's heading stands before the first of each day. */
  next(messages: readonly ChatMessage[]): string;
}

const rule = '-'.repeat(15);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export function createConversationText({ t, language, nameOf }: ConversationTextOptions): ConversationText {
  let day = '';

  const quoted = ({ userId, nickname, message, unsentAt }: Quote): string =>
    `${t('message.replyTo', { name: nameOf(userId, nickname) })}: ${unsentAt ? t('message.unsent') : oneLine(message)}`;

  function words({ message, unsentAt, replyTo, forwarded, editedAt }: ChatMessage): string {
    if (unsentAt) return t('message.unsent');
    const before = [forwarded && t('message.forwarded'), replyTo && quoted(replyTo)].filter(Boolean);
    return [
      ...before.map((note) => `(${note})`),
      message,
      ...(editedAt ? [`(${t('message.edited')})`] : []),
    ].join(' ');
  }

  function line(message: ChatMessage): string {
    const name = nameOf(message.userId, message.nickname);
    if (message.system) return systemWords(message.system, name, t);
    return `[${name}] [${timeOfDay(message.createdAt, language)}] ${words(message)}`;
  }

  function heading({ createdAt }: ChatMessage): string {
    const now = fullDay(createdAt, language);
    if (now === day) return '';
    day = now;
    return `\n${rule} ${now} ${rule}\n`;
  }

  return {
    title: (room, savedAt) =>
      `${room}\n${t('saveText.savedAt', { time: `${fullDay(savedAt, language)} ${timeOfDay(savedAt, language)}` })}\n`,
    next: (messages) => messages.map((message) => `${heading(message)}${line(message)}\n`).join(''),
  };
}
