#!/usr/bin/env bash
# What `./dev demo` shows. With a display it opens the window; without one it runs the same program on a display of its
# own and leaves pictures and answers in demo-out/.
set -euo pipefail

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo 'まどぐちを開きます。F1 でヘルプ、Ctrl+Q で終了します。 (Opening Madoguchi: F1 for help, Ctrl+Q to quit.)'
  exec madoguchi
fi

# show FILE COMMAND…: runs the command and keeps its answer
show() {
  local file=$1; shift
  echo "  \$ $*"
  "$@" | tee "$file" | sed 's/^/      /'
}

echo '画面がないため、仮想の画面でまどぐちを動かします。 (There is no display: Madoguchi runs on a virtual one.)'
rm -rf demo-out/*
tests/gui/run.sh build/debug/tests/gui/take-pictures demo-out ja
echo '  起動し、キー操作の一覧と「まどぐちについて」を開き、終了しました。 (It started, showed its keys and what it is, and quit.)'

echo 'コマンドラインで日付を読み取ります。 (The command line reads a date.)'
show demo-out/date.txt madoguchi-ctl date parse 2025-11-21
show demo-out/date.json madoguchi-ctl date parse --json 2025-11-21

echo '結果は demo-out/ にあります。 (Look in demo-out/:)'
echo '  start-ja.png      最初の画面 (the first screen)'
echo '  shortcuts-ja.png  キー操作の一覧 (the keys)'
echo '  about-ja.png      まどぐちについて (about)'
echo '  date.txt、date.json  読み取った日付 (the date)'
