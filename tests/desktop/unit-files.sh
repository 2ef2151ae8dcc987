#!/usr/bin/env bash
# systemd understands the units of the service, and finds little that the service could still do to the machine.
#
# usage: unit-files.sh SERVICE-UNIT SOCKET-UNIT MADOGUCHI-SERVICE
set -euo pipefail

most=15 # of 100, as systemd-analyze counts what a unit lets its program do

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sed "s#^ExecStart=[^ ]*#ExecStart=$(realpath "$3")#" "$1" > "$folder/madoguchi-service.service" # which is not installed
cp "$2" "$folder/madoguchi-service.socket"
cd "$folder"

said=$(systemd-analyze verify --man=no ./madoguchi-service.service ./madoguchi-service.socket 2>&1 |
       grep 'madoguchi-service\.' || true)
[ -z "$said" ] || { printf '%s\n' "$said" >&2; exit 1; }
systemd-analyze security --offline=yes --threshold="$most" --no-pager ./madoguchi-service.service
