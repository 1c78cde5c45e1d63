namespace NumberVerify.AspNetCore;

/// <summary>The transaction store in PostgreSQL. Validated when the host starts, every fault at once; later changes have no effect.</summary>
public sealed class PostgreSqlTransactionStoreOptions
{
    /// <summary>The schema that holds the tables, for this store alone: lower-case letters, digits and underscores, at most 63. Default: <c>numberverify</c>.</summary>
    public string Schema { get; set; } = "numberverify";

    /// <summary>
    /// Whether the schema and its tables are made, and brought to a newer version, when the host starts; nodes that start at once wait for each other. False where the account may not: then the
    /// scripts in the package's folder <c>sql</c> are run by somebody who may, and a host whose tables are missing or of another version does not start. Default: true.
    /// </summary>
    public bool CreatesSchema { get; set; } = true;

    /// <summary>
    /// How long one call waits for the database, a connection included, before it fails and the request is answered with 503; 100 milliseconds to a minute. Default: 5 seconds.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often each node removes what is over, a small batch at a time; a second to a day. Rows stay a few minutes longer than they need, since the clocks of nodes differ. Default: one minute.
    /// </summary>
    public TimeSpan CleanUpInterval { get; set; } = TimeSpan.FromMinutes(1);
}
