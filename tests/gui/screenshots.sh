#!/usr/bin/env bash
# Pictures of every screen: Japanese in light, dark, high contrast and on a narrow window, and English; and all of them on one
# sheet.
#
# usage: tests/gui/screenshots.sh FOLDER
set -euo pipefail

folder=$1
mkdir -p "$folder"
rm -f "$folder"/*.png
pictures=$PWD/build/debug/tests/gui/take-pictures

tests/gui/run.sh "$pictures" "$folder" ja-light
ADW_DEBUG_COLOR_SCHEME=prefer-dark tests/gui/run.sh "$pictures" "$folder" ja-dark
ADW_DEBUG_HIGH_CONTRAST=1 tests/gui/run.sh "$pictures" "$folder" ja-contrast
tests/gui/run.sh bash -c 'gsettings set jp.madoguchi.Madoguchi window-width 480; exec "$@"' - "$pictures" "$folder" ja-narrow
MADO_GUI_LANG=C.UTF-8 tests/gui/run.sh "$pictures" "$folder" en-light

mogrify -shave 5x5 -strip "$folder"/*.png       # the edge is of a desktop without a window manager
montage -label '%t' -pointsize 14 "$folder"/{start,shortcuts,about}-*.png -tile 5x -geometry 240x180+6+6 \
  -background '#d0d0d0' miff:- | convert - +dither -colors 48 -strip "$folder/sheet.png"
echo "$(find "$folder" -name '*.png' | wc -l) pictures in $folder; sheet.png has them all" >&2
