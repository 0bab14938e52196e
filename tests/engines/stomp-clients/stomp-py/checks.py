"""stomp.py (STOMP 1.2 over WebSocket) against the open broker. Prints one line per check that passed.

    python3 checks.py 127.0.0.1 15674 /ws text|binary
"""

import queue
import sys
import time
import uuid

import stomp
from stomp.adapter.ws import WSStompConnection

host, port, path, mode = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]


class Listener(stomp.ConnectionListener):
    """Keeps what arrives, each kind in a queue of its own."""

    def __init__(self):
        self.connected = queue.Queue()
        self.messages = queue.Queue()
        self.receipts = queue.Queue()
        self.errors = queue.Queue()
        self.disconnected = queue.Queue()
        self.beats_lost = 0

    def on_connected(self, frame):
        self.connected.put(frame)

    def on_message(self, frame):
        self.messages.put(frame)

    def on_receipt(self, frame):
        self.receipts.put(frame.headers["receipt-id"])

    def on_error(self, frame):
        self.errors.put(frame)

    def on_disconnected(self):
        self.disconnected.put(True)

    def on_heartbeat_timeout(self):
        self.beats_lost += 1


class Client:
    def __init__(self, passcode="guest", heartbeats=(0, 0), auto_decode=True):
        self.listener = Listener()
        self.connection = WSStompConnection(
            [(host, port)],
            ws_path=path,
            heartbeats=heartbeats,
            auto_decode=auto_decode,
            binary_mode=mode == "binary",
            reconnect_attempts_max=1,
        )
        self.connection.set_listener("checks", self.listener)
        self.connection.connect("guest", passcode, wait=passcode == "guest")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.disconnect()

    def message(self, timeout=5):
        return self.listener.messages.get(timeout=timeout)

    def settle(self, act):
        receipt = str(uuid.uuid4())
        act(receipt)
        assert self.listener.receipts.get(timeout=5) == receipt

    def subscribe(self, destination, identifier="1", ack="auto"):
        self.settle(
            lambda receipt: self.connection.subscribe(destination, identifier, ack, headers={"receipt": receipt})
        )

    def disconnect(self):
        if self.connection.is_connected():
            self.connection.disconnect(receipt=str(uuid.uuid4()))
            self.listener.disconnected.get(timeout=5)


def fresh(kind):
    return f"/{kind}/python-{uuid.uuid4()}"


def connects_and_disconnects():
    client = Client()
    assert client.listener.connected.get(timeout=5).headers["version"] == "1.2"
    client.disconnect()


def wrong_password_is_an_error():
    client = Client(passcode="wrong")
    assert client.listener.errors.get(timeout=5).headers["code"] == "bad-credentials"


def topic_with_headers_and_unicode():
    topic = fresh("topic")
    with Client() as client:
        client.subscribe(topic)
        client.connection.send(topic, "안녕\nx", headers={"odd": "a:b\nc\\d\re"}, content_type="text/plain")
        frame = client.message()
        assert frame.body == "안녕\nx", frame.body
        assert frame.headers["odd"] == "a:b\nc\\d\re", frame.headers
        assert frame.headers["content-type"] == "text/plain"


def bytes_with_nul():
    topic = fresh("topic")
    body = b"\x00a\x00\n\x00" + (b"\xff\xfe" if mode == "binary" else b"")
    with Client(auto_decode=False) as client:
        client.subscribe(topic)
        client.connection.send(topic, body)
        assert client.message().body == body


def large_body():
    topic = fresh("topic")
    body = "가나다 abc " * 100_000
    with Client() as client:
        client.subscribe(topic)
        client.connection.send(topic, body)
        assert client.message(timeout=20).body == body


def receipts():
    with Client() as client:
        client.settle(lambda receipt: client.connection.send(fresh("topic"), "x", headers={"receipt": receipt}))


def unsubscribe():
    topic = fresh("topic")
    with Client() as client:
        client.subscribe(topic)
        client.settle(lambda receipt: client.connection.unsubscribe("1", headers={"receipt": receipt}))
        client.settle(lambda receipt: client.connection.send(topic, "x", headers={"receipt": receipt}))
        assert client.listener.messages.empty()


def transactions():
    topic = fresh("topic")
    with Client() as client:
        client.subscribe(topic)
        aborted = client.connection.begin()
        client.connection.send(topic, "never", transaction=aborted)
        client.connection.abort(aborted)
        committed = client.connection.begin()
        client.connection.send(topic, "inside", transaction=committed)
        client.connection.send(topic, "outside")
        assert client.message().body == "outside"
        client.connection.commit(committed)
        assert client.message().body == "inside"


def acknowledgements():
    name = fresh("queue")
    with Client() as client:
        client.subscribe(name, ack="client-individual")
        for body in ("0", "1", "2"):
            client.connection.send(name, body)
        frames = [client.message() for _ in range(3)]
        client.settle(lambda receipt: client.connection.ack(frames[1].headers["ack"], receipt=receipt))
    with Client() as client:
        client.subscribe(name, ack="client")
        redelivered = [client.message() for _ in range(2)]
        assert [frame.body for frame in redelivered] == ["0", "2"]
        client.connection.nack(redelivered[1].headers["ack"])
        assert [client.message().body for _ in range(2)] == ["0", "2"]


def heart_beats():
    with Client(heartbeats=(400, 400)) as client:
        time.sleep(2.5)
        assert client.connection.is_connected()
        assert client.listener.beats_lost == 0


for check in (
    connects_and_disconnects,
    wrong_password_is_an_error,
    topic_with_headers_and_unicode,
    bytes_with_nul,
    large_body,
    receipts,
    unsubscribe,
    transactions,
    acknowledgements,
    heart_beats,
):
    check()
    print(f"passed {check.__name__}", flush=True)
