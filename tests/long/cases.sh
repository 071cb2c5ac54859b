#!/usr/bin/env bash
# Tries all cases of tests/Cases, or those whose name has one of the arguments, with the packed packages, outside of the
# repository: cases.sh [NAME...]. Prints a table; ends with 0 if all of them show what is expected.
set -uo pipefail
cd "$(dirname "$0")/../.."

table=$(mktemp)
log=$(mktemp)
trap 'rm -f "$table" "$log"' EXIT

NAMEL3SS_CASES="$*" NAMEL3SS_CASES_TABLE=$table \
  dotnet test tests/Namel3ss.Package.Tests -m:1 --nologo --filter FullyQualifiedName~CaseTests >"$log" 2>&1
code=$?

if [ ! -s "$table" ]; then
  cat "$log"   # nothing was tried
else
  cut -f 1-3 "$table" | column -t -s $'\t'
  awk -F '\t' 'NR > 1 && $2 == "no" { printf "\n%s\n  %s\n", $1, $4 }' "$table"
fi
exit "$code"
