using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace WebApi;

internal static class HealthEndpoint
{
    /// <summary>The health as JSON, with the numbers of each check; 200 also where it is degraded, as the requests are still answered.</summary>
    public static void MapHealth(this WebApplication app) => app.MapHealthChecks("/health", new HealthCheckOptions
    {
        ResponseWriter = async (context, report) =>
        {
            context.Response.ContentType = "application/json";
            await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
            writer.WriteStartObject();
            writer.WriteString("status", report.Status.ToString());
            foreach (var (name, check) in report.Entries)
            {
                writer.WriteStartObject(name);
                writer.WriteString("status", check.Status.ToString());
                writer.WriteString("description", check.Description);
                foreach (var (key, value) in check.Data)
                {
                    writer.WriteNumber(key, Convert.ToInt32(value, CultureInfo.InvariantCulture));
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        },
    });
}
