try() { # name; the file comes in
  cat > chains.ai
  timeout 300 dotnet build -m:1 > log 2>&1; code=$?
  found=$(grep -oE '(error|warning) (CS|N3S)[0-9]+|[Ss]tack overflow' log | grep -vE 'N3S3' | sort -u | cut -d' ' -f2 | tr '\n' ' ')
  [ $code = 124 ] && found='not done'; [ $code = 0 ] && found="built $found"
  echo "$1: $found"
}
many() { awk -v n="$1" "BEGIN { for (i = 0; i < n; i++) { $2 } }"; }
many 1000 'printf "chain abcdefghij%s%06d:\n    step s:\n        target: abcdefghij%s%06d\n", "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk", i, "llllllllllllllllllllllllllllllllllllllll", i' | try unknown-targets
{ many 4000 'printf "chain c%d:\n    step s:\n        target: c%d\n", i, i + 1'; printf 'chain c4000:\n    step s:\n        target: word\n'; } | try call-line
many 1000 'printf "llm m%d:\n    fallback: [m%d]\n", i, (i + 1) % 1000' | try llm-ring
{ printf 'chain c:\n    step s:\n        target: word\n        if: "'; many 80000 'printf "\\\""'; echo; } | try quotes
{ printf 'chain c:\n    step s:\n        kind: template\n        text: {{ "'; many 80000 'printf "\\\""'; echo ' }}'; } | try braces-quotes
{ printf 'chain c:\n    step s:\n        target: any\n        options:\n            anything:\n'; many 10000 'printf "                - \"\"\"\n                  x:\"\"\"\n"'; } | try triple
{ printf 'chain c:\n    inputs:\n'; many 10000 'printf "        i%d: text\n", i'; printf '    step s:\n        target: word\n'; } | try inputs
{ printf 'chain c:\n    inputs:\n        l: list<text>\n'; many 2000 'print "    for v in l:"'; printf '    step s:\n        target: word\n'; } | try loops
{ printf 'chain c:\n    step s:\n        target: combine\n        options:\n'; many 10000 'printf "            numbe%d: %d\n", i, i'; } | try unknown-options
many 20000 'printf "chain c%d:\n step s:\n  target: c%d\n", i, i + 1' | try call-depth
