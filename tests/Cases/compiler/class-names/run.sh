for name in file required scoped var Injected; do
  found=$(dotnet build -m:1 -p:Namel3ssClassName=$name 2>&1 | grep -oE 'error [A-Z0-9]+' | sort -u | tr '\n' ' ')
  echo "$name: ${found:-built}"
done
