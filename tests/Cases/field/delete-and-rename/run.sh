show() { dotnet build -m:1 --no-restore 2>&1 | grep -E " error | warning " | sort -u; echo "$1: $(dotnet bin/Debug/net10.0/Case.dll)."; }
show "as it is"
sed 's/hello/other/' flow.ai > b.ai; show "a file more"
rm b.ai; show "it is gone"
mv flow.ai c.ai; show "renamed"
sed -i 's/chain hello/chain hi/' c.ai; show "edited"
rm c.ai; show "none left"
