show() { # the project's name, and the namespace that C# has for it
  mkdir -p "work/$1"; cp Case.csproj "work/$1/$1.csproj"; cp flow.ai "work/$1"; sed "s/@Case/$2/" Program.cs > "work/$1/Program.cs"
  (cd "work/$1" || exit; dotnet build -m:1 2>&1 | grep -E " error | warning " | sort -u | head -2; echo "$1: $(dotnet "bin/Debug/net10.0/$1.dll"), $(tail -1 obj/Debug/net10.0/*.Namel3ss.g.cs)")
}
show 'C#shop' C_shop; show 'a;b' a_b; show my-shop my_shop; show 'हिन्दी' 'हिन्दी'; show 'Ⅷapp' 'Ⅷapp'; show 8app _8app
