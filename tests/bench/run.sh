#!/usr/bin/env bash
# Runs the benchmarks of a build: run.sh BUILD [NAME…]. Figures are ratios against a floor taken in the same run.
# run.sh BUILD faults --minutes N cuts the power and kills for so long, and counts.
set -euo pipefail
build=$1; shift
MADO_DATA_DIR=$(realpath "$(dirname "$0")/../../data")
export MADO_DATA_DIR
mapfile -t names < <(find "$build/tests/bench" -maxdepth 1 -type f -name 'bench-*' -executable -printf '%f\n' | sed 's/^bench-//' | sort)
[ "${1:-}" != faults ] || exec python3 "$(dirname "$0")/faults.py" "$build" "${@:2}"
[ $# -eq 0 ] || names=("$@")
for name in "${names[@]}"; do
  echo "==> $name"
  "$build/tests/bench/bench-$name"
done
