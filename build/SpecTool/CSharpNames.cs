using System.Text;

namespace NumberVerify.SpecTool;

/// <summary>How wire names become C# names: <c>grant_type</c> is GrantType, <c>x-correlator</c> is XCorrelator.</summary>
public static class CSharpNames
{
    /// <summary>The name in Pascal case; empty when nothing of it can stand in C#.</summary>
    public static string Pascal(string name)
    {
        var pascal = new StringBuilder();
        var atStart = true;
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character))
            {
                atStart = true;
                continue;
            }

            pascal.Append(atStart ? char.ToUpperInvariant(character) : character);
            atStart = false;
        }

        return pascal.Length > 0 && char.IsLetter(pascal[0]) ? pascal.ToString() : "";
    }
}
