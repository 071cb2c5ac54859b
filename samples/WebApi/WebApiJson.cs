using System.Text.Json.Serialization;

namespace WebApi;

/// <summary>
/// How this program's types become JSON and back, without reflection: what endpoints read, what the model answers, and the values of steps,
/// which stand in the JSON of a run.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NewTicket))]
[JsonSerializable(typeof(TriageDecision))]
[JsonSerializable(typeof(Ticket))]
[JsonSerializable(typeof(Customer))]
internal sealed partial class WebApiJson : JsonSerializerContext;
