#!/usr/bin/env bash
# Holds the compiler and the runtime to the interpreter of the language, with random chains: chains.sh [COUNT] [SEED].
set -uo pipefail
cd "$(dirname "$0")/../.."

NAMEL3SS_DIFFERENTIAL_CHAINS=${1:-10000} NAMEL3SS_DIFFERENTIAL_SEED=${2:-1} \
  dotnet test tests/Namel3ss.Differential.Tests -m:1 --nologo --logger "console;verbosity=normal"
