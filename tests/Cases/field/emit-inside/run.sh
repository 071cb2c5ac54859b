touch flow.ai; dotnet build -m:1 --no-restore 2>&1 | grep -E "Error\(s\)|error" | sort -u
find Generated -name "flow.*.g.cs" | wc -l
