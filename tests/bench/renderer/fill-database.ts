import type { Pair } from '../../e2e/pair.ts';

interface Filling {
  database: string;
  keeper: string;
  roomId: string;
  userId: string;
  nickname: string;
  count: number;
}

/** Runs in the page; rows are as desktop/client/dexie-local-cache.ts keeps them. */
const fill = ({ database, keeper, roomId, userId, nickname, count }: Filling) => `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const opened = await done(indexedDB.open(${JSON.stringify(database)}));
  const begin = Date.now() - ${count} * 60_000;
  const id = (kind, number) => '00000000-0000-7000-' + kind + '000-' + String(number).padStart(12, '0');
  for (let first = 1; first <= ${count}; first += 5_000) {
    const writing = opened.transaction('messages', 'readwrite');
    for (let seq = first; seq < first + 5_000; seq++)
      writing.objectStore('messages').put({
        keeper: ${JSON.stringify(keeper)},
        roomId: ${JSON.stringify(roomId)},
        seq,
        messageId: id(8, seq),
        clientMessageId: id(9, seq),
        userId: seq % 3 === 0 ? ${JSON.stringify(keeper)} : ${JSON.stringify(userId)},
        nickname: ${JSON.stringify(nickname)},
        message: seq + '번째로 나눈 이야기입니다. ' + '조금 더 긴 이야기도 있습니다. '.repeat(seq % 5),
        kind: 'text',
        createdAt: new Date(begin + seq * 60_000).toISOString(),
      });
    await new Promise((resolve, reject) => {
      writing.oncomplete = resolve;
      writing.onerror = () => reject(writing.error);
    });
  }
  opened.close();
})()`;

/** Puts many messages of the direct room into the browser's own database. */
export async function fillDatabase(pair: Pair, frontUrl: string, count: number): Promise<void> {
  const { hana, people, direct } = pair;
  const { userId, nickname } = people.dul.tokens.user;
  const filling = {
    database: `maru ${frontUrl}`,
    keeper: people.hana.userId,
    roomId: direct,
    userId,
    nickname,
    count,
  };
  await hana.page.evaluate(fill(filling));
}
