using System.Text;

namespace NumberVerify.Unit.Tests.Support;

/// <summary>A signer whose signature is a fixed text: enough where nobody looks at it.</summary>
internal sealed class FakeSigner : ISigner
{
    public static FakeSigner Instance { get; } = new();

    public string KeyId => "a-key";

    public string Algorithm => "ES256";

    public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default) => new(Encoding.ASCII.GetBytes("a-signature"));
}
