{ printf 'import '; head -c 500000 /dev/zero | tr '\0' a; printf '!\n'; } > long.py
{ printf 'from '; head -c 500000 /dev/zero | tr '\0' ' '; printf '!\n'; } >> long.py
printf 'def run():\n    return 1\n' >> long.py
printf 'chain c:\n    step s:\n        kind: python\n        target: long.run\n' > chains.ai
timeout 120 dotnet build -m:1 > log 2>&1; code=$?
[ $code = 124 ] && echo 'not done'
grep -oE '(error|warning) (CS|N3S)[0-9]+' log | sort -u
[ $code = 0 ] && echo built
