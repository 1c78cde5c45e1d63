using Microsoft.AspNetCore.Http;

namespace NumberVerify.Simulator;

internal sealed record Route(string Method, string Path, RequestDelegate Handler);
