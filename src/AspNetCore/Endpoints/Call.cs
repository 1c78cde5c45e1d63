using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace NumberVerify.AspNetCore;

/// <summary>One request to the endpoints: who sent it, and which transactions its browser has.</summary>
internal sealed class Call
{
    private const int MaxQueryLength = 8192;

    private BrowserTransactions? _transactions;

    public Call(HttpContext http, EndpointServices services)
    {
        (Http, Services) = (http, services);
        var user = services.Options.Subject(http);
        Subject = string.IsNullOrEmpty(user) ? null : SubjectOf(user);
    }

    public HttpContext Http { get; }

    public EndpointServices Services { get; }

    /// <summary>Read once they are asked for: a request that is refused before costs no decryption, and sets nothing.</summary>
    public BrowserTransactions Transactions => _transactions ??= new(Http, Services.Cookies, Subject, Services.Options.TransactionsPerBrowser);

    /// <summary>The user who is signed in, as the verifier takes it; null where nobody is.</summary>
    public string? Subject { get; }

    /// <summary>Whose codes are counted: the user's, or else the address's.</summary>
    public string ClientKey => Subject ?? RequestLimiter.AddressOf(Http);

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Writes what became of the transactions into the answer.</summary>
    public void Apply() => _transactions?.Apply();

    /// <summary>The query, short enough to be worth reading.</summary>
    /// <exception cref="RefusedException">It is not.</exception>
    public string Query => Http.Request.QueryString.Value is { Length: > MaxQueryLength } ? throw new RefusedException(Problem.InvalidRequest) : Http.Request.QueryString.Value ?? "";

    /// <summary>The one parameter of the pages; null where it is missing.</summary>
    /// <exception cref="RefusedException">It occurs twice, or is no tag.</exception>
    public string? TagOfQuery()
    {
        string? tag = null;
        foreach (var pair in new QueryStringEnumerable(Query))
        {
            if (pair.DecodeName().Span.SequenceEqual("transaction"))
            {
                tag = tag is null ? CheckedTag(pair.DecodeValue().ToString()) : throw new RefusedException(Problem.InvalidRequest);
            }
        }

        return tag;
    }

    /// <exception cref="RefusedException">It is no tag.</exception>
    public static string? CheckedTag(string? tag) => tag is null || TransactionTag.IsValid(tag) ? tag : throw new RefusedException(Problem.InvalidRequest);

    /// <exception cref="RefusedException">This browser, or this user, has none that waits for this.</exception>
    public (string Tag, Transaction Transaction) Find(string? tag, VerificationStep step) =>
        Transactions.Find(CheckedTag(tag), step) ?? throw new RefusedException(Problem.UnknownTransaction);

    /// <summary>A verifier takes no subject that looks like a number, as a table's key may, or that is long.</summary>
    private static string SubjectOf(string user) => PhoneVerifier.IsSubject(user)
        ? user
        : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user)));
}
