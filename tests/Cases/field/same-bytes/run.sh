# The commit is the same in every folder, since its name stands in the assembly.
export GIT_AUTHOR_DATE=2020-01-01T00:00:00Z GIT_COMMITTER_DATE=2020-01-01T00:00:00Z
for how in PathMap ContinuousIntegrationBuild; do
  for folder in one "two/deep er"; do
    mkdir -p "work/$how/$folder"; cp -r Case.csproj Program.cs flow.ai tools "work/$how/$folder"
    (
      cd "work/$how/$folder" || exit
      if [ $how = PathMap ]; then property="-p:PathMap=$PWD/=/_/"; else property=-p:ContinuousIntegrationBuild=true; git init -q; git -c user.name=a -c user.email=a@b commit -q --allow-empty -m a; fi
      dotnet build -m:1 "$property" -p:EmitCompilerGeneratedFiles=true 2>&1 | grep -E " error | warning " >&2
      for file in bin/Debug/net10.0/Case.{dll,pdb} obj/Debug/net10.0/generated/*/*/*.cs; do echo "$(basename "$file") $(sha256sum < "$file")"; done
    )
  done | sort | uniq -c | awk -v how=$how '{ if ($1 != 2) print how ": another each time: " $2; n++ } END { print how ": " n " files compared" }'
done
