write() { # the type
  { printf 'chain c:\n    inputs:\n        x: '; cat; printf '\n    step s:\n        target: word\n'; } > chains.ai
}
build() { timeout 300 dotnet build -m:1 2>&1 | grep -oE '(error|warning) [A-Z0-9]+: |[Ss]tack overflow' | sort -u; }
echo dots; { head -c 200000 < <(yes 'A.' | tr -d '\n'); printf B; } | write; build
echo brackets; { printf int; head -c 200000 < <(yes '[]' | tr -d '\n'); } | write; build
