#!/usr/bin/env bash
# systemd understands the units of the service, and finds little that the service could still do to the machine.
#
# usage: unit-files.sh MADOGUCHI-SERVICE MADOGUCHI-CTL UNIT…
set -euo pipefail

most=15 # of 100, as systemd-analyze counts what a unit lets its program do

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bin=$(dirname "$(realpath "$1")") ctl=$(dirname "$(realpath "$2")"); shift 2
for unit; do # the programs are not installed
  sed -E "s#^ExecStart=[^ ]*/(madoguchi-service)#ExecStart=$bin/\\1#; s#^ExecStart=[^ ]*/(madoguchi-ctl)#ExecStart=$ctl/\\1#" \
    "$unit" > "$folder/$(basename "$unit")"
done
cd "$folder"

said=$(systemd-analyze verify --man=no ./* 2>&1 | grep 'madoguchi-' || true)
[ -z "$said" ] || { printf '%s\n' "$said" >&2; exit 1; }
for unit in ./*.service; do
  systemd-analyze security --offline=yes --threshold="$most" --no-pager "$unit"
done
