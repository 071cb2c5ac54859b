dotnet publish -m:1 --no-restore Web/Case.csproj -o out 2>&1 | grep -E " error | warning "
echo "Python files: $(cd out && find . -name '*.py' | sort | paste -sd ' ')."
