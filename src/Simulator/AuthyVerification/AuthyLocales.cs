using System.Collections.Frozen;

namespace NumberVerify.Simulator;

/// <summary>The locales Authy's API knows. The simulator checks the name, and writes English.</summary>
internal static class AuthyLocales
{
    internal static readonly FrozenSet<string> All =
        "af ar ca cs da de el en es fi fr he hi hr hu id it ja ko ms nb nl pl pt pt-BR ro ru sv th tl tr vi zh zh-CN zh-HK".Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
