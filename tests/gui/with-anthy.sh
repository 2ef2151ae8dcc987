#!/usr/bin/env bash
# Runs a command on a desktop (run.sh) where the input method Anthy is on and makes hiragana of what is typed, as on the
# terminals of those who work with it.
#
# usage: tests/gui/run.sh tests/gui/with-anthy.sh COMMAND…
set -euo pipefail

export GTK_IM_MODULE=ibus
gsettings set org.freedesktop.ibus.engine.anthy.common input-mode 0     # hiragana
ibus-daemon --panel disable --emoji-extension disable >/dev/null & # it says that it has no portal
daemon=$!
trap 'kill "$daemon"' EXIT

for ((look = 0; look < 300; look++)); do
  if [ "$(ibus engine 2>/dev/null)" = anthy ]; then "$@"; exit; fi
  ibus engine anthy 2>/dev/null || sleep 0.1
done
echo 'the input method did not come' >&2
exit 1
