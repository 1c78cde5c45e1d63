using System.Globalization;

namespace NumberVerify.SpecTool;

/// <summary>A place in a source file, as editors and MSBuild count it.</summary>
/// <param name="File">Full path of the file.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public readonly record struct SourcePlace(string File, int Line, int Column)
{
    /// <summary>The form that MSBuild and editors recognise: <c>file(line,column)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column})");
}
