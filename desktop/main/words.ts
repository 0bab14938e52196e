import type { ShellSettings } from '../ipc/index.ts';

/** The few words of the shell itself; everything else is the page's. */
const words = {
  ko: {
    open: 'Maru 열기',
    lock: '잠그기',
    newProfile: '다른 계정으로 열기',
    newAccount: '새 계정',
    restartToUpdate: '업데이트하고 다시 시작',
    quit: '끝내기',
    unread: (count: number) => `읽지 않은 메시지 ${count}개`,
    newMessage: '새 메시지가 왔습니다',
    cut: '잘라내기',
    copy: '복사',
    paste: '붙여넣기',
    selectAll: '모두 선택',
  },
  en: {
    open: 'Open Maru',
    lock: 'Lock',
    newProfile: 'Open another account',
    newAccount: 'New account',
    restartToUpdate: 'Update and restart',
    quit: 'Quit',
    unread: (count: number) => `${count} unread ${count === 1 ? 'message' : 'messages'}`,
    newMessage: 'A new message has come',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
  },
};

export type Words = (typeof words)['en'];

export const wordsOf = (language: ShellSettings['language']): Words => words[language];
