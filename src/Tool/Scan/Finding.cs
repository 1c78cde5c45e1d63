namespace NumberVerify.Tool.Scan;

/// <summary>
/// One thing found. It says where and what kind, and under which name; the value itself goes nowhere.
/// </summary>
/// <param name="Rule">Identifier of the rule.</param>
/// <param name="Level">error or warning.</param>
/// <param name="Kind">What was found, in words.</param>
/// <param name="Place">The file below what was scanned; parts of archives and assemblies after exclamation marks.</param>
/// <param name="Name">The key, member or parameter that holds it; null where it has none.</param>
/// <param name="Member">Within an assembly, the method or type.</param>
/// <param name="Line">From 1, in a text.</param>
/// <param name="Column">From 1, in a text.</param>
internal sealed record Finding(string Rule, string Level, string Kind, string Place, string? Name, string? Member, int? Line, int? Column);
