#!/usr/bin/env bash
# Pictures of every screen: Japanese in light, dark, high contrast, with text of twice the size and on a narrow window, and
# English; and sheets that have them side by side. What takes several people and many steps is on a sheet for each walk,
# step by step, as the tests go it.
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
tests/gui/run.sh tests/gui/preferring.sh window-width 480 "$pictures" "$folder" ja-narrow
tests/gui/run.sh tests/gui/preferring.sh text-size 200 "$pictures" "$folder" ja-large
MADO_GUI_LANG=C.UTF-8 tests/gui/run.sh "$pictures" "$folder" en-light

mogrify -shave 5x5 -strip "$folder"/*.png       # the edge is of a desktop without a window manager
for variant in ja-dark ja-contrast ja-large ja-narrow en-light; do
  montage "$folder"/*-"$variant".png -tile 4x -geometry 480x360+6+6 -background '#d0d0d0' miff:- |
    convert - +dither -colors 64 -strip "$folder/sheet-$variant.png"
  find "$folder" -name "*-$variant.png" ! -name "sheet-*" -delete
done
mogrify +dither -colors 128 "$folder"/*-ja-light.png

steps=$(mktemp -d "$PWD/build/walk-XXXXXX")
trap 'rm -rf "$steps"' EXIT
for source in tests/gui/test-*.c; do
  grep -q 'mado_gui_show (' "$source" || continue
  walk=$(basename "$source" .c | cut -c 6-)
  rm -f "$steps"/*.png
  MADO_GUI_PICTURES=$steps meson test -C build/debug --no-rebuild --print-errorlogs "$walk" >&2
  mogrify -shave 5x5 -strip "$steps"/*.png
  montage "$steps"/*.png -tile 4x -geometry 480x360+6+6 -background '#d0d0d0' miff:- |
    convert - +dither -colors 64 -strip "$folder/walk-$walk.png"
done
echo "$(find "$folder" -name '*.png' | wc -l) pictures in $folder" >&2
