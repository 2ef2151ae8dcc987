#!/usr/bin/env bash
# Lays out a medium from which Madoguchi is installed in a room without internet: the packages, all that they need down to
# the C library, a signed index of both, and the script that installs from it.
#
# usage: medium.sh PACKAGES MEDIUM KEY CACHE
#
# KEY is the secret key that signs (Ed25519, OpenPGP); it is made where there is none, and belongs neither on the medium nor
# into the room. CACHE keeps what was fetched from the mirror.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
packages=$1 medium=$2 key=$3 cache=$4
die() { printf 'medium: %s\n' "$*" >&2; exit 1; }

work=$(mktemp -d)
trap 'gpgconf --homedir "$work/gpg" --kill all 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir -m 700 "$work/gpg"
mkdir -p "$work/none/partial" "$cache/partial" "$cache/lists/partial" "$work/local"
[ ! -e "$medium" ] || [ -e "$medium/install" ] || [ -z "$(ls -A "$medium")" ] || die "$medium holds something else"

# --- what has to be on it: as seen from a machine that has nothing ---------------------------------------------------

cp "$packages"/*.deb "$work/local"
(cd "$work/local" && apt-ftparchive packages . > Packages)
{ echo "deb [trusted=yes] file:$work/local ./"
  cat /etc/apt/sources.list 2>/dev/null || true; } > "$work/sources.list"
: > "$work/status"
apt=(apt-get -qq -o Dir::State="$work" -o Dir::State::Lists="$cache/lists" -o Dir::State::Status="$work/status"
     -o Dir::Cache="$work" -o Dir::Cache::Archives="$cache" -o Dir::Etc::SourceList="$work/sources.list"
     -o Debug::NoLocking=true -o APT::Sandbox::User= -o APT::Install-Recommends=false -o Acquire::Retries=2)
"${apt[@]}" update || echo "medium: the mirror was not reached: what it said last time has to do" >&2
mapfile -t ours < <(for deb in "$work"/local/*.deb; do dpkg-deb -f "$deb" Package; done)
# what they recommend comes along, too, but not what that recommends: of each choice the first
mapfile -t more < <(for deb in "$work"/local/*.deb; do dpkg-deb -f "$deb" Recommends; done | tr ',' '\n' | sed 's/[|(].*//; s/ //g' | grep . | sort -u)
"${apt[@]}" install --yes --download-only "${ours[@]}" "${more[@]}" >&2
"${apt[@]}" install --yes --print-uris -o Dir::Cache::Archives="$work/none" "${ours[@]}" "${more[@]}" | awk '{print $2}' > "$work/names"

# --- laid out, and signed --------------------------------------------------------------------------------------------

rm -rf "$medium"
mkdir -p "$medium/pool"
cp "$packages"/*.deb "$medium/pool"
while read -r name; do                            # without their epoch, as in every archive: it has a colon
  [ ! -e "$cache/$name" ] || cp --link "$cache/$name" "$medium/pool/${name/_[0-9]%3a/_}" 2>/dev/null ||
    cp "$cache/$name" "$medium/pool/${name/_[0-9]%3a/_}"
done < "$work/names"
cp "$here/install" "$medium/install"

gpg=(gpg --homedir "$work/gpg" --batch --quiet --pinentry-mode loopback --passphrase '')
if [ ! -e "$key" ]; then
  "${gpg[@]}" --quick-generate-key 'Madoguchi media' ed25519 sign never
  (umask 077; "${gpg[@]}" --armor --export-secret-keys > "$key")
  echo "made the key $key: keep it, and keep it away from the medium" >&2
else
  "${gpg[@]}" --import "$key"
fi
"${gpg[@]}" --export > "$medium/madoguchi-medium.gpg"

cd "$medium"
hash=$(sha256sum madoguchi-medium.gpg | cut -d ' ' -f 1)
sed -i "s/@KEY@/$hash/" install
apt-ftparchive packages pool > Packages
apt-ftparchive -o APT::FTPArchive::Release::Label=Madoguchi -o APT::FTPArchive::Release::Suite=medium \
  release . > "$work/Release"
"${gpg[@]}" --clearsign --output InRelease "$work/Release"
chmod -R a+rX .
printf '%s\n' "On paper, beside the medium: SHA-256 of \"install\" is" "$(sha256sum install | cut -d ' ' -f 1 | fold -w 8 | paste -sd ' ')"
