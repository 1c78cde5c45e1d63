using System.Collections.Frozen;

namespace NumberVerify.Simulator;

/// <summary>The languages Vonage Verify v1 knows. The simulator checks the name, and writes English.</summary>
internal static class VonageLanguages
{
    internal static readonly FrozenSet<string> Request = Names(
        """
        ar-xa cs-cz cy-cy cy-gb da-dk de-de el-gr en-au en-gb en-in en-us es-es es-mx es-us fi-fi fil-ph fr-ca fr-fr hi-in hu-hu id-id is-is it-it ja-jp ko-kr nb-no nl-nl pl-pl pt-br pt-pt
        ro-ro ru-ru sv-se th-th tr-tr vi-vn yue-cn zh-cn zh-tw
        """);

    internal static readonly FrozenSet<string> Psd2 = Names(
        "bg-bg cs-cz da-dk de-de ee-et el-gr en-gb es-es fi-fi fr-fr ga-ie hu-hu it-it lt-lt lv-lv mt-mt nl-nl pl-pl pt-pt ro-ro sk-sk sl-si sv-se");

    private static FrozenSet<string> Names(string names) => names.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
