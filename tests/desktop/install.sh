#!/usr/bin/env bash
# What `meson install` puts on a machine is complete, and the session bus can start the program from there.
#
# usage: install.sh BUILD-FOLDER PREFIX
set -euo pipefail

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
meson install -C "$1" --no-rebuild --quiet --destdir "$stage"
cd "$stage$2"

id=jp.madoguchi.Madoguchi
for file in bin/madoguchi bin/madoguchi-ctl "share/applications/$id.desktop" "share/metainfo/$id.metainfo.xml" \
    "share/dbus-1/services/$id.service" "share/glib-2.0/schemas/$id.gschema.xml" \
    "share/icons/hicolor/scalable/apps/$id.svg" "share/icons/hicolor/symbolic/apps/$id-symbolic.svg" \
    bin/madoguchi-service lib/systemd/system/madoguchi-service.service lib/systemd/system/madoguchi-service.socket \
    lib/systemd/system/madoguchi-backup.service lib/systemd/system/madoguchi-backup.timer \
    lib/tmpfiles.d/madoguchi-service.conf share/man/man8/madoguchi-service.8 share/man/man1/madoguchi.1 \
    lib/sysusers.d/madoguchi-service.conf share/madoguchi/service/service.conf \
    share/bash-completion/completions/madoguchi-ctl share/locale/ja/LC_MESSAGES/madoguchi.mo \
    share/help/C/madoguchi/index.page share/help/ja/madoguchi/index.page; do
  [ -s "$file" ] || { echo "$file is not installed" >&2; exit 1; }
done

grep -qx 'Name\[ja\]=まどぐち' "share/applications/$id.desktop"
grep -q '<name xml:lang="ja">まどぐち</name>' "share/metainfo/$id.metainfo.xml"
grep -qx "ExecStart=$2/bin/madoguchi-service --config /etc/madoguchi/service.conf" \
  lib/systemd/system/madoguchi-service.service
grep -qx "Exec=$2/bin/madoguchi --gapplication-service" "share/dbus-1/services/$id.service"
