// The chain stands in triage_ticket.ai; what its steps call, in Tickets/Connectors.cs.
// IChains and its RunTriageTicketAsync are made from the .ai file when the project is built.

var builder = WebApplication.CreateSlimBuilder(args);

builder.Services.AddSingleton<TicketDatabase>();
builder.Services.AddScoped<TicketStore>();
builder.AddChatModel();
builder.AddTelemetry();
builder.Services
    .AddNamel3ss(options => options.JsonSerializerOptions = WebApiJson.Default.Options)
    .AddChains();

builder.Services.AddSingleton(_ => new LimiterHealthCheck(TimeProvider.System, Namel3ssRuntime.Limiter));
builder.Services.AddHealthChecks().AddCheck<LimiterHealthCheck>("limiter");
builder.Services.AddProblemDetails();
builder.Services.ConfigureHttpJsonOptions(options =>
{
    options.SerializerOptions.TypeInfoResolverChain.Insert(0, WebApiJson.Default);
    options.SerializerOptions.RespectNullableAnnotations = true;
    options.SerializerOptions.RespectRequiredConstructorParameters = true;
});

// Requests that run when the program is told to stop have this long to end. After it they are cancelled, and with them their runs.
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));

var app = builder.Build();

// Whatever goes wrong is answered with problem details.
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = error => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
});
app.UseStatusCodePages();

app.LogChatModel();
app.MapTickets();
app.MapHealth();
app.Run();
