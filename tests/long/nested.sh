#!/usr/bin/env bash
# Runs that are nested at random, at limits of 1 to 3: all permits come back, and nobody waits for ever. nested.sh [COUNT]
set -euo pipefail
cd "$(dirname "$0")/../.."
export NAMEL3SS_NESTED_RUNS="${1:-100000}"
dotnet test tests/Namel3ss.Runtime.Tests --filter NestedPermitTests.Whatever_is_nested_the_permits_come_back
