#!/usr/bin/env bash
# Runs a command on a desktop (run.sh) where the screen reader Orca is on. There is nothing to speak with: what Orca would
# say stands in its own log, the file ORCA_LOG.
#
# usage: tests/gui/run.sh tests/gui/with-orca.sh COMMAND…
set -euo pipefail

export ORCA_LOG=$HOME/orca.log
orca --replace --debug-file="$ORCA_LOG" --user-prefs="$HOME/orca" >/dev/null 2>&1 &
orca=$!
trap 'kill "$orca" 2>/dev/null || true' EXIT

while kill -0 "$orca" 2>/dev/null; do
  if grep -q 'SPEECH OUTPUT' "$ORCA_LOG" 2>/dev/null; then "$@"; exit; fi     # it has said that it is there
  sleep 0.1
done
echo 'the screen reader did not come' >&2
exit 1
