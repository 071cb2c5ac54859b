for processors in 1 2 8; do DOTNET_PROCESSOR_COUNT=$processors dotnet bin/Debug/net10.0/Case.dll; done
NAMEL3SS_PYTHON_WORKERS=1 dotnet bin/Debug/net10.0/Case.dll
NAMEL3SS_PYTHON_WORKERS=none dotnet bin/Debug/net10.0/Case.dll 2>&1
