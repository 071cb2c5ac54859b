#!/usr/bin/env bash
# What files may have many of, at an eighth of the most and at the most: time of the processor, memory, and how they grow. scaling.sh [NAME]
set -uo pipefail
cd "$(dirname "$0")/../.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
NAMEL3SS_SCALING=1 dotnet test tests/Namel3ss.Compiler.Tests -m:1 --nologo \
  --filter "FullyQualifiedName~ScalingTests${1:+&DisplayName~$1}" --logger "console;verbosity=detailed" >"$log" 2>&1
code=$?
printf '%-40s%8s%13s%8s%13s%8s\n' 'many' 'most' 'time' 'slope' 'memory' 'slope'
grep -E '^ .* ms .* MB ' "$log" | sed 's/^ //' | sort -u
[ "$code" = 0 ] || grep -A 2 'Error Message' "$log"
tail -n 5 "$log"
exit "$code"
