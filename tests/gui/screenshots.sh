#!/usr/bin/env bash
# Pictures of every screen: Japanese in light, dark, high contrast, with text of twice the size and on a narrow window, and
# English; and sheets that have them side by side. What takes several people and many steps is on a sheet for each walk,
# step by step, as the tests go it.
#
# usage: tests/gui/screenshots.sh FOLDER
set -euo pipefail

# Small pictures side by side, for a look at all of them: as PNG they would be five times as large.
sheet() {
  montage "${@:2}" -tile 4x -geometry 480x360+6+6 -background '#d0d0d0' miff:- |
    convert - -quality 55 -sampling-factor 4:2:0 -strip "$1"
}

folder=$1
mkdir -p "$folder"
rm -f "$folder"/*.png "$folder"/*.jpg
pictures=$PWD/build/debug/tests/gui/take-pictures

tests/gui/run.sh "$pictures" "$folder" ja-light
ADW_DEBUG_COLOR_SCHEME=prefer-dark tests/gui/run.sh "$pictures" "$folder" ja-dark
ADW_DEBUG_HIGH_CONTRAST=1 tests/gui/run.sh "$pictures" "$folder" ja-contrast
tests/gui/run.sh tests/gui/preferring.sh window-width 480 "$pictures" "$folder" ja-narrow
tests/gui/run.sh tests/gui/preferring.sh text-size 200 "$pictures" "$folder" ja-large
MADO_GUI_LANG=C.UTF-8 tests/gui/run.sh "$pictures" "$folder" en-light

mogrify -shave 5x5 -strip "$folder"/*.png       # the edge is of a desktop without a window manager
for variant in ja-dark ja-contrast ja-large ja-narrow en-light; do
  sheet "$folder/sheet-$variant.jpg" "$folder"/*-"$variant".png
  rm "$folder"/*-"$variant".png
done
mogrify +dither -colors 128 "$folder"/*-ja-light.png
for figure in help/C/figures/*.png; do          # what the manual shows
  picture=$folder/$(basename "$figure" .png)-ja-light.png
  [ ! -e "$picture" ] || cp "$picture" "$figure"
done

steps=$(mktemp -d "$PWD/build/walk-XXXXXX")
trap 'rm -rf "$steps"' EXIT
for source in tests/gui/test-*.c; do
  grep -q 'mado_gui_show (' "$source" || continue
  walk=$(basename "$source" .c | cut -c 6-)
  rm -f "$steps"/*.png
  MADO_GUI_PICTURES=$steps meson test -C build/debug --no-rebuild --print-errorlogs "$walk" >&2
  mogrify -shave 5x5 -strip "$steps"/*.png
  sheet "$folder/walk-$walk.jpg" "$steps"/*.png
  for figure in help/C/figures/*.png; do        # of the administrator's desk, which needs a service
    step=$steps/$(basename "$figure")
    [ ! -e "$step" ] || convert "$step" +dither -colors 128 "$figure"
  done
done
echo "$(find "$folder" -name '*.png' -o -name '*.jpg' | wc -l) pictures in $folder" >&2
