#!/usr/bin/env bash
# Holds the reader of models' answers to the schemas that it sends, with random types: answers.sh [COUNT] [SEED].
set -uo pipefail
cd "$(dirname "$0")/../.."

NAMEL3SS_ANSWER_TYPES=${1:-2000} NAMEL3SS_ANSWER_SEED=${2:-1} \
  dotnet test tests/Namel3ss.Runtime.Tests -m:1 --nologo --filter FullyQualifiedName~AgreementTests --logger "console;verbosity=normal"
