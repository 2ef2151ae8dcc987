#!/usr/bin/env bash
# Runs the benchmarks of a build: run.sh BUILD [NAME [COUNT]…]. Figures are ratios against a floor taken in the same run.
# run.sh BUILD faults --minutes N cuts the power and kills for so long, and counts.
# run.sh BUILD window [CASES…] measures the window, on a display of its own.
# run.sh BUILD call [CASES] measures calls, on a display of its own.
# run.sh BUILD line measures the way from one program's save to the other program's screen.
# run.sh BUILD sync [PART…] measures the line as it runs: the service's program, its servers, many terminals.
set -euo pipefail
build=$(realpath "$1"); shift
here=$(realpath "$(dirname "$0")")
MADO_DATA_DIR=$(realpath "$here/../../data")
MADO_CTL=$build/src/ctl/madoguchi-ctl
MADO_TEST_SERVICE=$build/tests/service/test-service-program
TMPDIR=$(mktemp -d "$build/run-XXXXXX")     # on the disk: /tmp may be memory
trap 'rm -rf --one-file-system "$TMPDIR"' EXIT
export MADO_DATA_DIR MADO_CTL MADO_TEST_SERVICE TMPDIR
measure_on_screen() {
  PATH=$build/src/app:$PATH MADO_TEST_SERVICE=$build/src/service/madoguchi-service GSETTINGS_SCHEMA_DIR=$build/data MADO_LIBEXEC_DIR=$build/src/decode MADO_LOCALE_DIR=$build/po G_MESSAGES_DEBUG='' \
    "$here/../gui/run.sh" "$build/tests/bench/bench-$1" "${@:2}"
}
mapfile -t names < <(find "$build/tests/bench" -maxdepth 1 -type f -name 'bench-*' -executable -printf '%f\n' | sed 's/^bench-//' | sort)
case ${1:-} in
  faults) python3 "$here/faults.py" "$build" "${@:2}"; exit ;;
  call | line | window) measure_on_screen "$@"; exit ;;
  sync) "$build/tests/bench/bench-sync" "${@:2}"; exit ;;
esac
declare -A counts=()                        # how much a benchmark works on, where that is said behind its name
if [ $# -gt 0 ]; then
  names=()
  for word in "$@"; do
    if [[ $word =~ ^[0-9]+$ && ${#names[@]} -gt 0 ]]; then counts[${names[-1]}]=$word; else names+=("$word"); fi
  done
fi
for name in "${names[@]}"; do
  echo "==> $name"
  case $name in
    call | line | window) measure_on_screen "$name" ${counts[$name]:+"${counts[$name]}"} ;;
    *) "$build/tests/bench/bench-$name" ${counts[$name]:+"${counts[$name]}"} ;;
  esac
done
