/** Small parts of which the demo makes what people say; `Choose` gives one of a list, the same for the same seed. */
export type Choose = <T>(list: readonly [T, ...T[]]) => T;

/** mulberry32: small, fast, and the same everywhere. */
export function chooser(seed: number): Choose {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return (list) => list[Math.floor(next() * list.length)] ?? list[0];
}

const korean = {
  when: ['오늘', '내일', '이따 저녁에', '주말에', '아까', '요즘', '다음 주에', '방금'],
  what: [
    '회의 자료',
    '새 자전거',
    '김밥',
    '기차표',
    '비 소식',
    '도서관 책',
    '고양이 사진',
    '산책길',
    '커피 원두',
  ],
  does: [
    '얘기 좀 하자',
    '어떻게 생각해?',
    '진짜 괜찮더라',
    '내가 챙길게',
    '생각보다 오래 걸렸어',
    '보고 웃었어',
    '다 같이 정하면 좋겠다',
  ],
  end: ['', ' ㅎㅎ', ' ㅋㅋㅋ', ' 😊', ' 👍', ' 그치?', '!'],
} as const;

const english = {
  when: ['today', 'after lunch', 'tomorrow morning', 'this weekend', 'a minute ago', 'on the way home'],
  what: [
    'the train tickets',
    'that soup place',
    'the new plan',
    'my old bike',
    'the window seat',
    'the playlist',
  ],
  does: [
    'I looked into',
    'we should talk about',
    'somebody asked about',
    'I really liked',
    'let me bring',
    'nobody forgot',
  ],
  end: ['.', '!', ', right?', ' 🙂', ' — all good.', '…'],
} as const;

export function sentence(choose: Choose): string {
  if (choose([true, true, false])) {
    const { when, what, does, end } = korean;
    return `${choose(when)} ${choose(what)} ${choose(does)}${choose(end)}`;
  }
  const { when, what, does, end } = english;
  const said = `${choose(does)} ${choose(what)} ${choose(when)}${choose(end)}`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}
