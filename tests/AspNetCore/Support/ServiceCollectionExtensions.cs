using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace NumberVerify.AspNetCore.Tests;

internal static class ServiceCollectionExtensions
{
    /// <summary>Keys of this process alone, in no file.</summary>
    public static IServiceCollection AddDataProtectionInMemory(this IServiceCollection services) => services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
}
