#!/usr/bin/env bash
# A terminal alone, as the Flatpak builds it: without the service, the command line and the tests it configures, and
# nothing in it asks for a program or a library that only those bring.
#
# usage: terminal-alone.sh TREE
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if ! meson setup "$folder/build" "$1" --buildtype=release -Dtests=false -Dservice=false > "$folder/said" 2>&1; then
  tail -n 20 "$folder/said" >&2
  exit 1
fi
plan=$(meson introspect "$folder/build" --targets --installed)
for gone in madoguchi-service madoguchi-ctl; do
  still=$(grep -o "[^\"]*${gone}[^\"]*" <<< "$plan" | sort -u) || continue
  printf '%s is still built or installed:\n%s\n' "$gone" "$still" >&2
  exit 1
done
grep -q '/bin/madoguchi"' <<< "$plan" || { printf 'the program is not installed\n' >&2; exit 1; }
