#!/usr/bin/env bash
# Runs of all kinds that fail at random, a minute a lap; after each, nothing of them is left. soak.sh [MINUTES] [SEED]
set -uo pipefail
cd "$(dirname "$0")/../.."

log=$(mktemp)
tail -f "$log" &
trap 'kill $!; rm -f "$log"' EXIT
NAMEL3SS_SOAK_MINUTES=${1:-30} NAMEL3SS_SOAK_SEED=${2:-} NAMEL3SS_SOAK_LOG=$log \
  dotnet test tests/Namel3ss.Soak.Tests -m:1 --nologo
