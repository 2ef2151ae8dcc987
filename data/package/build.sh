#!/usr/bin/env bash
# Builds the Debian packages of this tree, as whoever calls it: nothing here needs root. Where sources and environment are
# as they were the last time, so are the packages.
#
# usage: build.sh OUT [BEFORE VERSION]
#
# The packages go to OUT. The same under a lower version go to BEFORE: how a test gets the packages before these.
# Whoever builds them for others to install says who he is, as Debian's own tools are told: DEBFULLNAME, DEBEMAIL.
set -euo pipefail

tree=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
work=$tree/build/package
copy=$work/madoguchi

sources() { tar -C "$tree" -c "$@" meson.build meson.options README.md COPYING data docs help icons po src ui; }
builder=${DEBEMAIL:+${DEBFULLNAME:-$DEBEMAIL} <$DEBEMAIL>}
digest=$({ echo "$builder"; sources --sort=name --mtime=@0 --owner=0 --group=0 --mode=a+rX; dpkg-query -W; } | sha256sum | cut -d ' ' -f 1)

is_made() { [ "$(cat "$1/digest" 2>/dev/null)" = "$digest${2:-}" ]; }

# package OUT [VERSION]: -d, because what the packages are built with is held against .dev-packages by a test
package() {
  local out; out=$(realpath -m "$1")
  rm -rf "$copy/debian" "$out"
  mkdir -p "$out"
  cp -r "$tree/data/package/debian" "$copy/debian"
  [ -z "$builder" ] || sed -i "s|^Maintainer: .*|Maintainer: $builder|; s|^ -- [^>]*>| -- $builder|" \
    "$copy/debian/control" "$copy/debian/changelog"
  [ -z "${2:-}" ] || sed -i "1s/(.*)/($2)/" "$copy/debian/changelog"
  (cd "$copy" && DEB_BUILD_OPTIONS="parallel=$(nproc) noautodbgsym" dpkg-buildpackage -b -us -uc -nc -d)
  mv "$work"/*.deb "$work"/*.changes "$work"/*.buildinfo "$out"
  echo "$digest${2:-}" > "$out/digest"
}

cd "$tree"
! { is_made "$1" && { [ $# -lt 3 ] || is_made "$2" "$3"; }; } || exit 0

# What was compiled before, ccache knows.
rm -rf "$work"
mkdir -p "$copy"
sources | tar -C "$copy" -x
package "$1"
[ $# -lt 3 ] || package "$2" "$3"
