#!/usr/bin/env bash
# The samples of the closed network are such as their programs take, and let through what they say and nothing else: two
# machines at one cable, of which one has the service's packet filter.
#
# usage: closed-network.sh FOLDER
set -euo pipefail

folder=$1
if [ "${2:-}" != inside ]; then
  unshare --user --map-root-user --net true 2>/dev/null || { echo "this machine gives a test no namespaces"; exit 77; }
  exec unshare --user --map-root-user --net --mount "$0" "$folder" inside
fi

for file in "$folder"/*.conf; do
  copy=$(mktemp -d)/wg0.conf
  install -m 600 "$file" "$copy"
  wg-quick strip "$copy" | grep '^PublicKey = ' >/dev/null || { echo "$file: no peer" >&2; exit 1; }
  while read -r key; do # 32 bytes, as wg has them
    [ "$(base64 -d <<<"$key" | wc -c)" = 32 ] || { echo "$file: '$key' is not a key" >&2; exit 1; }
  done < <(sed -n 's/^PublicKey = //p' "$file")
done
for file in "$folder"/*.nft; do nft -c -f "$file"; done

# --- the service's machine: this one. A terminal in the tunnel, a stranger on the line ---------------------------------

machine() { nsenter --net=/proc/"$1"/ns/net "${@:2}"; }

cable() { # HERE ADDRESS THERE-PID ADDRESS
  ip link add "$1" type veth peer name far netns "$3"
  ip address add "$2" dev "$1"; ip link set "$1" up
  machine "$3" ip address add "$4" dev far; machine "$3" ip link set far up
}

unshare --net sleep 600 & terminal=$!
unshare --net sleep 600 & stranger=$!
trap 'kill $terminal $stranger 2>/dev/null || true' EXIT
for each in "$terminal" "$stranger"; do
  until [ "$(readlink "/proc/$each/ns/net")" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
done
ip link set lo up
cable wg0 10.20.0.1/16 "$terminal" 10.20.1.1/16
cable line 192.0.2.1/24 "$stranger" 192.0.2.9/24
nft -f "$folder/service.nft"

python3 - "$terminal" "$stranger" <<'PY'
import socket
import subprocess
import sys

terminal, stranger = sys.argv[1:]
held = []
for port in (8443, 2222):
    listener = socket.create_server(("0.0.0.0", port))
    held.append(listener)

REACH = ("import socket, sys\n"
         "try:\n  socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=2).close()\n"
         "except OSError:\n  sys.exit(1)\n")


def reaches(machine, address, port):
    words = ["nsenter", f"--net=/proc/{machine}/ns/net", sys.executable, "-c", REACH, address, str(port)]
    return subprocess.run(words, check=False).returncode == 0


for machine, name, address, port, wanted in (
        (terminal, "a terminal", "10.20.0.1", 8443, True), (terminal, "a terminal", "10.20.0.1", 2222, False),
        (stranger, "a stranger", "192.0.2.1", 8443, False), (stranger, "a stranger", "192.0.2.1", 2222, False)):
    if reaches(machine, address, port) != wanted:
        sys.exit(f"{name} {'does not reach' if wanted else 'reaches'} port {port}")
try:
    socket.create_connection(("192.0.2.9", 2222), timeout=2)
    sys.exit("the service calls out")
except TimeoutError:
    pass
except OSError as error:
    if "not permitted" not in str(error) and "unreachable" not in str(error):
        sys.exit(f"the service calls out: {error}")
PY
