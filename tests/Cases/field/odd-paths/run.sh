names=("a b" "ünï 日本" "semi;colon" "ha#sh" "br[0]ackets" "par(en)s" "quo'te" 'dollar$(x)' "and&amp" "at@sign,comma=+")
for name in "${names[@]}"; do
  # The folder, the file, and one that is linked.
  mkdir -p "work/$name/app" "work/$name/linked"
  cp Case.csproj "work/$name/app"
  { cat Program.cs; echo 'Console.WriteLine((await Chains.RunLinkedAsync("y")).EnsureOk());'; } > "work/$name/app/Program.cs"
  cp flow.ai "work/$name/app/$name.ai"; sed 's/hello/linked/' flow.ai > "work/$name/linked/$name.ai"
  sed -i 's#<PackageReference#<AdditionalFiles Include="../linked/*.ai" /> <PackageReference#' "work/$name/app/Case.csproj"
  (cd "work/$name/app" || exit; dotnet build -m:1 2>&1 | grep -E " error | warning " | sort -u | head -2; echo "$name: $(dotnet bin/Debug/net10.0/Case.dll 2>&1 | paste -sd ' ')")
done
