#!/usr/bin/env bash
# usage: secured-elasticsearch.sh PORT PASSWORD SETTINGS. Runs Elasticsearch with security on, as its image does with
# ELASTIC_PASSWORD, on 127.0.0.1 until standard input ends. SETTINGS are lines of elasticsearch.yml. The first line of output is
# the server's process id. Like ../elasticsearch/run.sh, but for the key store.
set -euo pipefail
port=$1 password=$2 settings=$3
installed=$("$(dirname "$0")/../elasticsearch/install.sh")

for jdk in ${MARU_TEST_JAVA_HOME:-} ${JAVA_HOME:-} /usr/lib/jvm/*; do
  major=$("$jdk/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p') || continue
  [ "${major:-0}" -lt 21 ] || break
done
[ "${major:-0}" -ge 21 ] || { echo 'Elasticsearch needs a JDK of 21 or newer: name its folder in MARU_TEST_JAVA_HOME.' >&2; exit 1; }

home=$(mktemp -d)
cp -al "$installed/." "$home" 2>/dev/null || cp -a "$installed/." "$home"
rm -rf "$home/config"
cp -r "$installed/config" "$home/config"
mkdir -p "$home"/{data,logs,tmp,snapshots}
cat >"$home/config/elasticsearch.yml" <<YAML
network.host: 127.0.0.1
http.port: $port
transport.port: 0
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
run=(env -i PATH=/usr/bin:/bin HOME="$home" JAVA="$jdk/bin/java" ES_JAVA_HOME="$jdk" JAVA_TYPE=ES_JAVA_HOME ES_HOME="$home"
  ES_PATH_CONF="$home/config" ES_TMPDIR="$home/tmp" ES_DISTRIBUTION_TYPE=zip HOSTNAME=localhost ES_JAVA_OPTS='-Xms384m -Xmx384m')
# It refuses to run as root; then it runs as the user nobody.
if [ "$(id -u)" = 0 ]; then
  chown nobody "$home" && chown -R nobody "$home"/{config,data,logs,tmp,snapshots}
  run=(setpriv --reuid=nobody --regid=nogroup --clear-groups "${run[@]}")
fi
keystore() {
  "${run[@]}" "$jdk/bin/java" -Xmx64m -XX:+UseSerialGC -Dcli.name=keystore -Dcli.libs=lib/tools/keystore-cli \
    -Des.path.home="$home" -Des.path.conf="$home/config" -Des.distribution.type=zip \
    -cp "$home/lib/*:$home/lib/cli-launcher/*" org.elasticsearch.launcher.CliToolLauncher "$@" >&2
}

pid=
cleanup() {
  [ -z "$pid" ] || { kill -CONT "$pid" && kill "$pid"; } 2>/dev/null || true
  wait || true
  while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  rm -rf "$home"
}
trap cleanup EXIT

cd "$home"
keystore create
printf %s "$password" | keystore add -x bootstrap.password
"${run[@]}" "$jdk/bin/java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$home/lib/tools/server-launcher/*" \
  org.elasticsearch.server.launcher.ServerLauncher -p "$home/server.pid" >&2 </dev/null &
launcher=$!
until [ -s "$home/server.pid" ]; do
  kill -0 "$launcher" || exit 1
  sleep 0.1
done
pid=$(cat "$home/server.pid")
trap '' INT TERM
echo "$pid"
cat >/dev/null
