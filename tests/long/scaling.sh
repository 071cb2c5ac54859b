#!/usr/bin/env bash
# What files may have many of, at 1, 2, 4 and 8 eighths of the most: time of the processor, memory, and how they grow. scaling.sh [NAME]
set -uo pipefail
cd "$(dirname "$0")/../.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Code is compiled once and garbage collected by the thread that makes it: else their own threads' time would count.
export DOTNET_TieredCompilation=0 DOTNET_gcConcurrent=0
NAMEL3SS_SCALING=1 dotnet test tests/Namel3ss.Compiler.Tests -m:1 --nologo \
  --filter "FullyQualifiedName~ScalingTests${1:+&DisplayName~$1}" --logger "console;verbosity=detailed" >"$log" 2>&1
code=$?
printf '%-40s%8s |%35s ms%7s |%31s MB%7s\n' 'many' 'most' '1/8, 2/8, 4/8, 8/8 of the most:' 'slope' '' 'slope'
grep -E '^ .* ms .* MB ' "$log" | sed 's/^ //' | sort -u
[ "$code" = 0 ] || grep -A 2 'Error Message' "$log"
tail -n 5 "$log"
exit "$code"
