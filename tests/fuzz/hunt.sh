#!/usr/bin/env bash
# Hunts for inputs that break a parser: hunt.sh BUILD [TARGET [SECONDS]]. What it learns stays in BUILD/corpus; an input
# that breaks something is left in BUILD/crashes and belongs into tests/fuzz/corpus once the fault is mended.
set -euo pipefail
build=$1 target=${2:-} seconds=${3:-60}
mkdir -p "$build/crashes"
status=0
for program in "$build"/tests/fuzz/fuzz-${target:-*}; do
  [ -f "$program" ] || continue              # a folder of objects beside it
  name=${program##*/fuzz-}
  mkdir -p "$build/corpus/$name"
  echo "==> $name, $seconds s"
  "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -verbosity=0 \
    -artifact_prefix="$build/crashes/$name-" "$build/corpus/$name" "tests/fuzz/corpus/$name" 2>&1 |
    grep -viE '^"|recommended dictionary|^INFO' || [ "${PIPESTATUS[0]}" = 0 ] || status=1
done
[ "$status" = 0 ] && echo "nothing found" || echo "see $build/crashes"
exit "$status"
