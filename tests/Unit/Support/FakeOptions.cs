namespace NumberVerify.Unit.Tests.Support;

/// <summary>Brings the options of a test into a container, which makes an instance of its own.</summary>
internal static class FakeOptions
{
    public static Action<NumberVerifyClientOptions> CopyTo(NumberVerifyClientOptions source) => target =>
    {
        foreach (var property in typeof(NumberVerifyClientOptions).GetProperties().Where(static property => property is { CanRead: true, CanWrite: true }))
        {
            property.SetValue(target, property.GetValue(source));
        }
    };
}
