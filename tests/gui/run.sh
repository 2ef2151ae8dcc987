#!/usr/bin/env bash
# Runs a command in a desktop of its own: a private X server, session bus, home and settings, in Japanese
# (or in MADO_GUI_LANG), on a screen of 1280x860 (or of MADO_GUI_SCREEN). What the command leaves open is closed with the
# desktop; where it fails, a picture of the screen stays in build/failed-COMMAND.png.
#
# usage: tests/gui/run.sh COMMAND…
set -euo pipefail

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache XDG_DATA_HOME=$home/data
export LC_ALL=${MADO_GUI_LANG:-ja_JP.UTF-8}
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=atspi GTK_IM_MODULE=gtk-im-context-simple ADW_DISABLE_PORTAL=1
export GSETTINGS_BACKEND=keyfile GIO_USE_VFS=local
unset WAYLAND_DISPLAY DISPLAY
mkdir -p "$XDG_CONFIG_HOME/gtk-4.0"
printf '[Settings]\ngtk-font-name=Sans 11\n' >"$XDG_CONFIG_HOME/gtk-4.0/settings.ini"     # as on a GNOME desktop

# a display that begins anew when its last program has ended is for a moment not there for the next one (-noreset);
# the session bus and the accessibility registry chatter in between: their lines are left out
# shellcheck disable=SC2016
dbus-run-session -- xvfb-run --auto-servernum --server-args "-screen 0 ${MADO_GUI_SCREEN:-1280x860}x24 -nolisten tcp -noreset" bash -c '
  "$@" || { status=$?; import -window root "build/failed-$(basename "$1").png"; exit "$status"; }' - "$@" \
  2> >(sed -u '/^dbus-daemon\[/d' >&2) | sed -u '/^SpiRegistry /d'
