#!/usr/bin/env bash
# The same work with something that anybody can install: run.sh FOLDER. It wants node and npm of this machine, which
# nothing else here does, and installs what package-lock.json names into the folder.
set -euo pipefail
here=$(realpath "$(dirname "$0")")
folder=$1

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "PouchDB: not measured: there is no node and npm on this machine"
  exit 0
fi
mkdir -p "$folder"
folder=$(realpath "$folder")
# what others wrote runs as nobody in particular, and writes nowhere else
confine=()
if command -v bwrap >/dev/null && bwrap --unshare-user --ro-bind / / true 2>/dev/null; then
  confine=(bwrap --unshare-user --uid 1000 --unshare-pid --die-with-parent --ro-bind / / --dev /dev --proc /proc
           --tmpfs /tmp --bind "$folder" "$folder" --setenv npm_config_cache "$folder/cache" --chdir "$folder")
fi
cd "$folder"
cp "$here"/{package.json,package-lock.json,server.mjs,measure.mjs} .
if ! cmp -s package-lock.json installed; then
  "${confine[@]}" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 || {
    echo "PouchDB: not measured: npm could not install it"; exit 0; }
  cp package-lock.json installed
fi
"${confine[@]}" node measure.mjs "$folder"
