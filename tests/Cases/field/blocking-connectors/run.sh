for processors in 1 2 4; do echo "- $processors"; DOTNET_PROCESSOR_COUNT=$processors dotnet bin/Debug/net10.0/Case.dll; done
