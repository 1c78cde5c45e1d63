using NumberVerify;

namespace Web.Pages;

/// <summary>The end of a verification that verified nothing. It can be opened by anybody and says the same to everybody.</summary>
internal sealed class OutcomePage : IResult
{
    public const string GoodSign = """<svg class="sign" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22" /><path d="M14 25l7 7 14-16" /></svg>""";

    private const string BadSign = """<svg class="sign" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22" /><path d="M24 13v14M24 34v1" /></svg>""";

    private static readonly OutcomePage[] s_all =
    [
        new("not-matched", PhoneVerificationStatus.NotMatched, "This is another phone’s number", "Your operator says that the number you entered is not the one of this phone. Check it for a wrong digit."),
        new("denied", PhoneVerificationStatus.Denied, "The number was not confirmed", "The request was refused. You can try again, and nothing was stored."),
        new("expired", PhoneVerificationStatus.Expired, "That took too long", "A verification is open for a few minutes only. Please start again."),
        new("unavailable", PhoneVerificationStatus.Unavailable, "We cannot verify numbers right now", "Neither your operator nor a text message got through. Please try again in a few minutes."),
    ];

    private readonly string _name;
    private readonly PhoneVerificationStatus _status;
    private readonly string _title;
    private readonly string _advice;

    private OutcomePage(string name, PhoneVerificationStatus status, string title, string advice) => (_name, _status, _title, _advice) = (name, status, title, advice);

    public static OutcomePage? Find(string name) => Array.Find(s_all, page => page._name == name);

    public static string PathOf(PhoneVerificationStatus status) => "/result/" + (Array.Find(s_all, page => page._status == status) ?? s_all[^1])._name;

    public Task ExecuteAsync(HttpContext http) => Layout.WriteAsync(http, _title, $"""
        <section class="card outcome bad">
        {BadSign}
        <h1 tabindex="-1" autofocus>{Layout.Encode(_title)}</h1>
        <p>{Layout.Encode(_advice)}</p>
        <p><a class="button" href="/">Start again</a></p>
        </section>
        """);
}
