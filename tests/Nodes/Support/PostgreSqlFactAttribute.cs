namespace NumberVerify.Nodes.Tests;

/// <summary>A test that needs PostgreSQL; where it is not installed, it is skipped, by name and with the reason.</summary>
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = Programs.NoPostgreSql;
}
