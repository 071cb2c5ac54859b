using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace WebApi;

/// <summary>Spans and metrics: of the requests, the chains, the chat model and the calls to it.</summary>
internal static class Telemetry
{
    public const string ChatSource = "WebApi.Chat";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        // OpenTelemetry's own variable; its exporter reads it, and all others of OTEL_EXPORTER_OTLP_*, by itself.
        var exportsToCollector = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var exportsToConsole = builder.Configuration["Telemetry:Console"] == "true";

        builder.Services.AddOpenTelemetry()
            // What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say comes last, and so wins.
            .ConfigureResource(resource => resource.AddService(builder.Environment.ApplicationName).AddEnvironmentVariableDetector())
            .WithTracing(tracing =>
            {
                tracing.AddSource(Namel3ssTelemetry.ActivitySourceName, ChatSource).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation();
                if (exportsToConsole)
                {
                    tracing.AddConsoleExporter();
                }

                if (exportsToCollector)
                {
                    tracing.AddOtlpExporter();
                }
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Namel3ssTelemetry.MeterName, ChatSource);
                if (exportsToConsole)
                {
                    metrics.AddConsoleExporter();
                }

                if (exportsToCollector)
                {
                    metrics.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddOtlpExporter();
                }
            });
    }
}
