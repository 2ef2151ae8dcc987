#!/usr/bin/env bash
# The help is valid Mallard, its links lead somewhere, every page can be reached, it names no verb that there is not, and every
# noun of the command line.
#
# usage: help.sh HELP-FOLDER MADOGUCHI-CTL
set -euo pipefail

pages=("$1"/C/*.page)
yelp-check validate "${pages[@]}"
for check in links media orphans; do
  found=$(yelp-check "$check" "${pages[@]}")
  [ -z "$found" ] || { printf '%s: %s\n' "$check" "$found" >&2; exit 1; }
done

unknown=$(grep -oh '<cmd>madoguchi-ctl [a-z-]* [a-z-]*' "${pages[@]}" | cut -d ' ' -f 2,3 | sort -u |
          grep -vxFf <("$2" completion | cut -d ' ' -f 1,2) || true)
[ -z "$unknown" ] || { printf 'the help names verbs that there are not:\n%s\n' "$unknown" >&2; exit 1; }

forgotten=$("$2" completion | cut -d ' ' -f 1 | sort -u |
            grep -vxFf <(grep -o '<cmd>madoguchi-ctl [a-z-]*' "$1/C/command-line.page" | cut -d ' ' -f 2) || true)
[ -z "$forgotten" ] || { printf 'the page on the command line names nothing of:\n%s\n' "$forgotten" >&2; exit 1; }
