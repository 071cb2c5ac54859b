for zone in UTC America/New_York Asia/Kolkata; do echo "- TZ=$zone"; TZ=$zone dotnet bin/Debug/net10.0/Case.dll; done
