#!/usr/bin/env bash
# Runs a command where somebody has set the program otherwise than it comes: window-width 480, text-size 200.
#
# usage: run.sh preferring.sh KEY VALUE COMMAND…
set -euo pipefail

gsettings set jp.madoguchi.Madoguchi "$1" "$2"
shift 2
exec "$@"
