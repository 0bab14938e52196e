#!/usr/bin/env bash
# usage: run.sh PORT. Runs a MongoDB server on 127.0.0.1 until standard input ends, so that it ends with the tests, however
# they end. The first line of output is the server's process id. A real mongod on the PATH goes before the one in the cache.
set -euo pipefail
port=$1
data=$(mktemp -d)
if command -v mongod >/dev/null; then
  server=(mongod --bind_ip 127.0.0.1 --port "$port" --dbpath "$data" --quiet --logpath "$data/mongod.log")
else
  home=$("$(dirname "$0")/install.sh")
  # With one thread, updates and compare-and-set are atomic.
  server=(java -Xmx1g -XX:+UseSerialGC -Dio.netty.eventLoopThreads=1 -cp "$home/classes:$home/lib/*" InMemoryMongo "$port")
fi

"${server[@]}" >&2 </dev/null &
pid=$!
trap 'kill -CONT $pid && kill $pid && wait $pid || true; rm -rf "$data"' EXIT
trap '' INT TERM
echo $pid
cat >/dev/null
