try() { # name, project file, framework, a source file and its text
  mkdir -p "$1"; cp flow.ai "$1"; printf '%s\n' "$5" > "$1/$4"
  cat > "$1/$2" <<E
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>$3</TargetFramework>
    <CheckEolTargetFramework>false</CheckEolTargetFramework>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Namel3ss.Generator" Version="\$(Namel3ssVersion)" />
    $([ "${4##*.}" = fs ] && echo '<Compile Include="P.fs" />')
  </ItemGroup>
</Project>
E
  (cd "$1" || exit; dotnet build -m:1 2>&1 | grep -E " error | warning " | awk '!seen[$0]++' | sed "s/^[^:]*: /$1: /")
}
connector='public static class C { [Namel3ss.Connector("word")] public static string Word() => ""; }'
try net48 Case.csproj net48 C.cs "$connector"
try net6 Case.csproj net6.0 C.cs "$connector"
try fsharp Case.fsproj net10.0 P.fs 'module P'
try vb Case.vbproj net10.0 P.vb 'Module P : End Module'
