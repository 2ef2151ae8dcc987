#!/usr/bin/env bash
# Runs a command with the program's window as narrow as it may be: half a screen beside the old list, or large text.
#
# usage: run.sh narrow.sh COMMAND…
set -euo pipefail

gsettings set jp.madoguchi.Madoguchi window-width 480
exec "$@"
