dotnet test -m:1 Tests --collect:"XPlat Code Coverage" 2>&1 | grep -E "Passed!|Failed!|error" | sed 's/, Duration.*//'
python3 - <<'E'
import glob, xml.etree.ElementTree as X
for c in X.parse(glob.glob("Tests/TestResults/*/coverage.cobertura.xml")[0]).iter("class"):
    lines = [(l.get("number"), l.get("hits")) for l in c.find("lines")]
    print(c.get("filename").split("/")[-1], "lines:", " ".join(f"{n}:{h}" for n, h in lines))
E
