#!/usr/bin/env bash
# usage: run.sh PORT DATA [PASSWORD SETTINGS]. Runs Elasticsearch on 127.0.0.1 until standard input ends, so that it ends with the
# tests, however they end. The first line of output is the server's process id. Logs and configuration are gone afterwards; the
# folder DATA stays. With a PASSWORD for the user elastic and SETTINGS (lines of elasticsearch.yml) it runs as its image does with
# ELASTIC_PASSWORD; without, it is open.
set -euo pipefail
port=$1
data=$2
password=${3:-}
open='cluster.name: maru-tests
discovery.type: single-node
xpack.security.enabled: false'
settings=${4:-$open}
here=$(cd "$(dirname "$0")" && pwd)
installed=$("$here/install.sh")

# Elasticsearch 9 needs a JDK of 21 or newer.
java_home() {
  for home in ${MARU_TEST_JAVA_HOME:-} ${JAVA_HOME:-} /usr/lib/jvm/*; do
    [ -x "$home/bin/java" ] || continue
    major=$("$home/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    if [ "${major:-0}" -ge 21 ]; then echo "$home" && return; fi
  done
  echo 'Elasticsearch needs a JDK of 21 or newer: name its folder in MARU_TEST_JAVA_HOME.' >&2
  return 1
}
jdk=$(java_home)

# It refuses to run as root; then it runs as the user nobody, in a folder (of hard links where possible) that one may enter.
home=$(mktemp -d)
cp -al "$installed/." "$home" 2>/dev/null || cp -a "$installed/." "$home"
rm -rf "$home/config"
cp -r "$installed/config" "$home/config"
mkdir -p "$home"/{logs,tmp,snapshots}
cat >"$home/config/elasticsearch.yml" <<YAML
network.host: 127.0.0.1
http.port: $port
transport.port: 0
path.data: $data
cluster.routing.allocation.disk.threshold_enabled: false
path.repo: $home/snapshots
$settings
YAML
cat >"$home/config/jvm.options" <<OPTIONS
-XX:+UseSerialGC
-Djava.io.tmpdir=\${ES_TMPDIR}
--add-modules=jdk.incubator.vector
-Dorg.apache.lucene.store.defaultReadAdvice=normal
-XX:+ExitOnOutOfMemoryError
OPTIONS
as_user=()
if [ "$(id -u)" = 0 ]; then
  chown nobody "$home" && chown -R nobody "$home"/{config,logs,tmp,snapshots} "$data"
  as_user=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
fi

pid=
cleanup() {
  [ -z "$pid" ] || { kill -CONT "$pid" && kill "$pid"; } 2>/dev/null || true
  wait || true
  while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  rm -rf "$home"
}
trap cleanup EXIT

cd "$home"
as_server() {
  exec "${as_user[@]}" env -i PATH=/usr/bin:/bin HOME="$home" JAVA="$jdk/bin/java" ES_JAVA_HOME="$jdk" JAVA_TYPE=ES_JAVA_HOME \
    ES_HOME="$home" ES_PATH_CONF="$home/config" ES_TMPDIR="$home/tmp" ES_DISTRIBUTION_TYPE=zip HOSTNAME=localhost \
    ES_JAVA_OPTS="-Xms${MARU_TEST_ELASTICSEARCH_HEAP:-384m} -Xmx${MARU_TEST_ELASTICSEARCH_HEAP:-384m}" \
    "$jdk/bin/java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$@" >&2
}
keystore() {
  (as_server -Dcli.name=keystore -Dcli.libs=lib/tools/keystore-cli -Des.path.home="$home" -Des.path.conf="$home/config" \
    -Des.distribution.type=zip -cp "$home/lib/*:$home/lib/cli-launcher/*" org.elasticsearch.launcher.CliToolLauncher "$@")
}
if [ -n "$password" ]; then
  keystore create </dev/null
  printf %s "$password" | keystore add -x bootstrap.password
fi
# The launcher starts the server as its child and stays with it.
as_server -cp "$home/lib/tools/server-launcher/*" org.elasticsearch.server.launcher.ServerLauncher -p "$home/server.pid" </dev/null &
launcher=$!
until [ -s "$home/server.pid" ]; do
  kill -0 "$launcher" || exit 1
  sleep 0.1
done
pid=$(cat "$home/server.pid")
# Not before the server runs: it would inherit that these are ignored.
trap '' INT TERM
echo "$pid"
cat >/dev/null
