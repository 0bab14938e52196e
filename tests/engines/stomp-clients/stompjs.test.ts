/** @stomp/stompjs from Node against the open broker: every version, text and binary, over two WebSocket clients. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrokerProcess, startBroker } from './broker-process.ts';
import { dialects, StompJs } from './stompjs-client.ts';

let broker: BrokerProcess;
before(async () => {
  broker = await startBroker();
});
after(() => broker[Symbol.asyncDispose]());

let names = 0;
const fresh = (kind: 'topic' | 'queue') => `/${kind}/test-${++names}`;

for (const dialect of dialects) {
  const { version, binary } = dialect;
  describe(`STOMP ${version}, ${binary ? 'binary' : 'text'} messages`, () => {
    test('connects with the version it asks for and disconnects with a receipt', async () => {
      const disconnected = Promise.withResolvers<void>();
      const client = await StompJs.connect(broker.url, dialect, {
        onDisconnect: () => disconnected.resolve(),
      });
      assert.equal((await client.connected).headers.version, version);
      await client.client.deactivate();
      await disconnected.promise;
      await client.closed;
    });

    test('a wrong password is an ERROR', async () => {
      await using client = new StompJs(broker.url, dialect, {
        connectHeaders: { login: 'guest', passcode: 'wrong' },
      });
      const { headers, body } = await client.failed;
      assert.equal(headers.code, 'bad-credentials');
      assert.match(body, /wrong/);
      await client.closed;
    });

    test('a topic reaches all its subscribers, with headers and Unicode text', async () => {
      const topic = fresh('topic');
      await using sender = await StompJs.connect(broker.url, dialect);
      await using other = await StompJs.connect(broker.url, dialect);
      const inboxes = [await sender.subscribe(topic), await other.subscribe(topic)];
      const body = '안녕하세요 👋 \n two lines: and a colon';
      sender.client.publish({
        destination: topic,
        body,
        headers: { 'x-kind': 'greeting', 'content-type': 'text/plain' },
      });
      for (const inbox of inboxes) {
        const message = await inbox.next();
        assert.equal(message.body, body);
        assert.deepEqual(
          [message.headers['x-kind'], message.headers['content-type']],
          ['greeting', 'text/plain'],
        );
        assert.equal(message.headers.destination, topic);
      }
    });

    test('binary bodies with NUL and bytes that are not UTF-8 come back as they were', async () => {
      const topic = fresh('topic');
      await using client = await StompJs.connect(broker.url, dialect);
      const inbox = await client.subscribe(topic);
      const binaryBody = Uint8Array.from([0, 1, 255, 254, 0, 10, 0]);
      client.client.publish({ destination: topic, binaryBody });
      assert.deepEqual([...(await inbox.next()).binaryBody], [...binaryBody]);
      client.client.publish({ destination: topic, body: 'a\0b\0' });
      assert.equal((await inbox.next()).body, 'a\0b\0');
    });

    test('large bodies pass, whole and in pieces', async () => {
      const topic = fresh('topic');
      await using whole = await StompJs.connect(broker.url, dialect);
      await using pieces = await StompJs.connect(broker.url, dialect, {
        splitLargeFrames: true,
        maxWebSocketChunkSize: 5_000,
      });
      const inbox = await whole.subscribe(topic);
      const body = '가나다 abc '.repeat(100_000);
      for (const sender of [whole, pieces]) {
        sender.client.publish({ destination: topic, body });
        assert.equal((await inbox.next()).body, body);
      }
    });

    test('many messages keep their order', async () => {
      const topic = fresh('topic');
      await using client = await StompJs.connect(broker.url, dialect);
      const inbox = await client.subscribe(topic);
      for (let index = 0; index < 2_000; index++)
        client.client.publish({ destination: topic, body: `${index}` });
      for (let index = 0; index < 2_000; index++) assert.equal((await inbox.next()).body, `${index}`);
    });

    test('nothing comes after UNSUBSCRIBE', async () => {
      const topic = fresh('topic');
      await using client = await StompJs.connect(broker.url, dialect);
      const bodies: string[] = [];
      const subscription = client.client.subscribe(topic, ({ body }) => bodies.push(body));
      await client.settled((headers) => client.client.publish({ destination: topic, body: '1', headers }));
      subscription.unsubscribe();
      await client.settled((headers) => client.client.publish({ destination: topic, body: '2', headers }));
      assert.deepEqual(bodies, ['1']);
    });

    test('a transaction is seen when it commits, and never when it aborts', async () => {
      const topic = fresh('topic');
      await using client = await StompJs.connect(broker.url, dialect);
      const inbox = await client.subscribe(topic);
      const aborted = client.client.begin();
      client.client.publish({ destination: topic, body: 'never', headers: { transaction: aborted.id } });
      aborted.abort();
      const committed = client.client.begin();
      client.client.publish({ destination: topic, body: 'inside', headers: { transaction: committed.id } });
      client.client.publish({ destination: topic, body: 'outside' });
      assert.equal((await inbox.next()).body, 'outside');
      assert.equal(inbox.size, 0);
      committed.commit();
      assert.equal((await inbox.next()).body, 'inside');
    });

    test('a queue keeps messages until somebody comes, and gives each to one consumer', async () => {
      const queue = fresh('queue');
      await using sender = await StompJs.connect(broker.url, dialect);
      await sender.settled((headers) =>
        sender.client.publish({ destination: queue, body: 'early', headers }),
      );
      await using receiver = await StompJs.connect(broker.url, dialect);
      const first = await receiver.subscribe(queue);
      assert.equal((await first.next()).body, 'early');
      const second = await sender.subscribe(queue);
      for (let index = 0; index < 10; index++)
        sender.client.publish({ destination: queue, body: `${index}` });
      await sleep(200);
      assert.deepEqual([first.size, second.size], [5, 5]);
    });

    test('what was not acknowledged goes to the next consumer, in order; what was does not', async () => {
      const queue = fresh('queue');
      const first = await StompJs.connect(broker.url, dialect);
      const inbox = await first.subscribe(queue, { ack: 'client' });
      for (let index = 0; index < 5; index++) first.client.publish({ destination: queue, body: `${index}` });
      for (let index = 0; index < 5; index++) {
        const message = await inbox.next();
        if (index === 1) await first.settled((headers) => message.ack(headers));
      }
      await first[Symbol.asyncDispose]();
      await using next = await StompJs.connect(broker.url, dialect);
      const again = await next.subscribe(queue, { ack: 'client' });
      for (const body of ['2', '3', '4']) {
        const message = await again.next();
        assert.deepEqual([message.body, message.headers.redelivered], [body, 'true']);
        message.ack();
      }
    });

    if (version !== '1.0') {
      test('a refused message goes to another consumer', async () => {
        const queue = fresh('queue');
        await using client = await StompJs.connect(broker.url, dialect);
        await using other = await StompJs.connect(broker.url, dialect);
        const inbox = await client.subscribe(queue, { ack: 'client-individual' });
        client.client.publish({ destination: queue, body: 'x' });
        const message = await inbox.next();
        const otherInbox = await other.subscribe(queue, { ack: 'client-individual' });
        message.nack();
        const second = await otherInbox.next();
        assert.equal(second.body, 'x');
        await other.settled((headers) => second.ack(headers));
      });

      test('an acknowledgement in an aborted transaction did not happen', async () => {
        const queue = fresh('queue');
        const client = await StompJs.connect(broker.url, dialect);
        const inbox = await client.subscribe(queue, { ack: 'client' });
        client.client.publish({ destination: queue, body: 'x' });
        const message = await inbox.next();
        const transaction = client.client.begin();
        message.ack({ transaction: transaction.id });
        transaction.abort();
        await client[Symbol.asyncDispose]();
        await using next = await StompJs.connect(broker.url, dialect);
        assert.equal((await (await next.subscribe(queue)).next()).body, 'x');
      });

      test('heart-beats keep an idle connection alive on both sides', async () => {
        let lost = false;
        let received = 0;
        await using client = await StompJs.connect(broker.url, dialect, {
          heartbeatIncoming: 400,
          heartbeatOutgoing: 400,
          onHeartbeatReceived: () => {
            received += 1;
          },
          onHeartbeatLost: () => {
            lost = true;
          },
        });
        await sleep(2_500);
        assert.equal(client.client.connected, true);
        assert.equal(lost, false);
        assert.ok(received >= 5, `${received}`);
      });
    }

    test('a destination that does not exist is an ERROR with the receipt', async () => {
      await using client = await StompJs.connect(broker.url, dialect);
      client.client.publish({ destination: '/nowhere', body: 'x', headers: { receipt: 'r-1' } });
      const { headers } = await client.failed;
      assert.deepEqual([headers.code, headers['receipt-id']], ['unknown-destination', 'r-1']);
      await client.closed;
    });
  });
}

test('1.2: headers with colons, line ends and backslashes survive', async () => {
  const topic = fresh('topic');
  await using client = await StompJs.connect(broker.url, { version: '1.2', binary: false });
  const inbox = await client.subscribe(topic);
  const headers = { 'x-odd': 'a:b\nc\\d\r\te', 'x-한글': '값: 1' };
  client.client.publish({ destination: topic, body: 'x', headers });
  const message = await inbox.next();
  assert.equal(message.headers['x-odd'], headers['x-odd']);
  assert.equal(message.headers['x-한글'], headers['x-한글']);
});

test('a request finds its way back through a temporary queue', async () => {
  const queue = fresh('queue');
  const dialect = { version: '1.2', binary: false } as const;
  await using asking = await StompJs.connect(broker.url, dialect);
  await using answering = await StompJs.connect(broker.url, dialect);
  answering.client.subscribe(queue, ({ body, headers }) =>
    answering.client.publish({ destination: headers['reply-to'] ?? '', body: `re: ${body}` }),
  );
  const answers = await asking.subscribe('/temp-queue/answers');
  asking.client.publish({ destination: queue, body: 'ping', headers: { 'reply-to': '/temp-queue/answers' } });
  assert.equal((await answers.next()).body, 're: ping');
});

test('a message that nobody wants is given up after ten deliveries', async () => {
  const queue = fresh('queue');
  await using client = await StompJs.connect(broker.url, { version: '1.2', binary: false });
  const deadLetters = await client.subscribe('/topic/dead-letters');
  let deliveries = 0;
  client.client.subscribe(
    queue,
    (message) => {
      deliveries += 1;
      message.nack();
    },
    { ack: 'client-individual' },
  );
  client.client.publish({ destination: queue, body: 'unwanted' });
  const dead = await deadLetters.next();
  assert.deepEqual([dead.body, dead.headers['original-destination'], deliveries], ['unwanted', queue, 10]);
});
