#!/usr/bin/env bash
# Puts a server that speaks MongoDB's wire protocol (mongo-java-server, in memory) into the cache, once, and prints the folder.
# MongoDB itself is in no package registry.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${MARU_ENGINE_CACHE:-$HOME/.cache/maru}
# The folder is named after what went into it, so that a change is installed anew.
home=$cache/mongo-$(cat "$here/pom.xml" "$here/InMemoryMongo.java" | sha256sum | cut -c1-12)
mkdir -p "$cache"

# Test files run side by side: one installs, the others wait.
exec 9>"$cache/mongo.lock"
flock 9
if [ ! -e "$home/complete" ]; then
  rm -rf "$home"
  mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$home/lib" >&2
  javac -d "$home/classes" -cp "$home/lib/*" "$here/InMemoryMongo.java"
  touch "$home/complete"
fi
echo "$home"
