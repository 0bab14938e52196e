/** Who is in the demo: id and name. */
export const people = [
  ['demo.jimin', '박지민'],
  ['demo.seojun', '이서준'],
  ['demo.haeun', '최하은'],
  ['demo.doyun', '정도윤'],
  ['demo.yuna', '한유나'],
  ['demo.minho', '강민호'],
  ['demo.sora', '윤소라'],
  ['demo.taeo', '임태오'],
  ['demo.nari', '송나리'],
  ['demo.gaon', '배가온'],
  ['demo.emma', 'Emma Brook'],
  ['demo.noah', 'Noah Fields'],
  ['demo.olive', 'Olive Hart'],
  ['demo.leo', 'Leo Marsh'],
  ['demo.ada', 'Ada Winter'],
  ['demo.finn', 'Finn Oakley'],
  ['demo.ruth', 'Ruth Penn'],
  ['demo.hugo', 'Hugo Vale'],
  ['demo.mina', 'Mina 권'],
  ['demo.june', 'June 오'],
] as const;

export const groups = [
  { title: '점심 뭐 먹지', first: 0, count: 5 },
  { title: 'Weekend hikes', first: 8, count: 6 },
  { title: '책 읽는 저녁', first: 3, count: 8 },
  { title: '한국어 · English', first: 6, count: 12 },
] as const;

/** The room with many messages. */
export const everyone = '모두의 방 · Everyone';
