#!/usr/bin/env bash
# The bash completion offers what the program says of itself.
#
# usage: completion.sh COMPLETION-FILE MADOGUCHI-CTL
set -euo pipefail

# shellcheck source=/dev/null
. "$1"
PATH=$(dirname "$2"):$PATH

# offers WORD…: what is completed at the end of the line, sorted, on one line
offers() {
  COMP_WORDS=(madoguchi-ctl "$@")
  COMP_CWORD=$#
  COMPREPLY=()
  _madoguchi_ctl
  printf '%s\n' "${COMPREPLY[@]}" | sort | xargs
}

expect() {
  local expected=$1; shift
  [ "$(offers "$@")" = "$expected" ] || { echo "'$*' offers '$(offers "$@")', not '$expected'" >&2; exit 1; }
}

complete -p madoguchi-ctl | grep -q -- '-F _madoguchi_ctl'

expect 'date' 'dat'
expect 'completion' 'compl'
expect '--help --version' '--'
expect 'parse' 'date' 'par'
expect '--json' 'date' 'parse' '2025-11-21' '--js'
expect '' 'date' 'parse' '2025'
expect '' 'no-such-noun' ''
expect '' 'date' 'no-such-verb' '--'

# every verb of the program, each with every option
"$2" completion | while read -r noun verb options; do
  [[ " $(offers "$noun" "$verb") " = *" $verb "* ]] || { echo "'$noun $verb' is not offered" >&2; exit 1; }
  expect "$(xargs -n1 <<<"$options" | sort | xargs)" "$noun" "$verb" '--'
done
