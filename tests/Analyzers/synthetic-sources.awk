# Writes -v count=N C# files into -v folder=F: services, options, view models and requests as a business program has them. One file in -v every=E (10 by default) speaks of what the
# rules ask about: logins, states, tokens, secrets and phones. The same numbers give the same text with any awk.

function next_number(limit) {
    seed = (seed * 16807) % 2147483647
    return seed % limit
}

function pick(list,    parts, many) {
    many = split(list, parts, " ")
    return parts[next_number(many) + 1]
}

function emit(line) { text = text line "\n" }

function properties(many,    i, kind) {
    for (i = 0; i < many; i++) {
        kind = next_number(6)
        name = pick(nouns) pick(nouns) i
        if (kind == 0) emit("    public string " name " { get; set; } = \"" pick(words) " " pick(words) "\";")
        else if (kind == 1) emit("    public int " name " { get; init; }")
        else if (kind == 2) emit("    public List<string> " name " { get; } = [\"" pick(words) "\", \"" pick(words) "\"];")
        else if (kind == 3) emit("    public string " name " => $\"{Name}-{Count + " next_number(90) "}\";")
        else if (kind == 4) emit("    public DateTimeOffset? " name " { get; set; }")
        else emit("    private readonly Dictionary<string, int> _" tolower(pick(words)) i " = new() { [\"" pick(words) "\"] = " next_number(900) " };")
    }
}

function statements(many,    i, kind, w) {
    for (i = 0; i < many; i++) {
        kind = next_number(asked ? 14 : 11)
        w = pick(words)
        if (kind == 0) emit("        var " w i " = string.Join(\", \", items.Where(item => item.Length > " next_number(9) ").Select(item => item.Trim().ToUpperInvariant()));")
        else if (kind == 1) emit("        values[\"" w "\"] = input + \"" pick(words) "\" + Count;")
        else if (kind == 2) emit("        values.TryAdd(\"" w "\", $\"{input}:{Name}/" pick(words) "?id={Count}&" w "={items.Count}\");")
        else if (kind == 3) emit("        if (input.StartsWith(\"" w "\", StringComparison.Ordinal) || items.Contains(\"" pick(words) "\")) { Count += " next_number(50) "; Name = input.Substring(0, 1); }")
        else if (kind == 4) emit("        logger.WriteLine(\"" w " {0} of {1}\", Count, Name);")
        else if (kind == 5) emit("        foreach (var item in items) { total += item.Length * " next_number(7) "; builder.Append(item).Append(';'); }")
        else if (kind == 6) emit("        using (var response" i " = await http.GetAsync($\"https://api.example.com/" w "/{Uri.EscapeDataString(input)}\", cancellationToken).ConfigureAwait(false)) { response" i ".EnsureSuccessStatusCode(); Name = await response" i ".Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false); }")
        else if (kind == 7) emit("        var state" i " = values.TryGetValue(\"" w "\", out var found" i ") ? found" i " : input ?? \"" pick(words) "\";")
        else if (kind == 8) emit("        total = total switch { < " next_number(20) " => Count, > 400 => Math.Min(total, " next_number(800) "), _ => total + 1 };")
        else if (kind == 9) emit("        Name = (await LoadAsync(http, new Uri(\"https://example.com/" w "\"), cancellationToken).ConfigureAwait(false)) ?? Name;")
        else if (kind == 10 && asked) emit("        var order" i " = new Entry" next_number(serial + 1) " { Name = input, Count = total, Token = values.GetValueOrDefault(\"token\") };")
        else if (kind == 10) emit("        var order" i " = new Entry" next_number(serial + 1) " { Name = input, Count = total };")
        else if (kind == 11) emit("        try { total += int.Parse(input, CultureInfo.InvariantCulture); } catch (FormatException exception) { logger.WriteLine(exception.Message); }")
        else if (kind == 12) emit("        var phone" i " = input.Length > " (3 + next_number(9)) " ? \"" w "-\" + input.Replace(\"-\", \"\") : string.Empty;")
        else emit("        using (var content" i " = new FormUrlEncodedContent(new Dictionary<string, string> { [\"" w "\"] = input, [\"scope\"] = \"openid profile\", [\"state\"] = Guid.NewGuid().ToString(\"N\") })) { await http.PostAsync(new Uri(\"https://login.example.com/" w "\"), content" i ", cancellationToken).ConfigureAwait(false); }")
    }
}

BEGIN {
    seed = 20240817
    common_nouns = "Order Invoice Customer Address Payment Status Region Catalog Message Device Account Ticket Schedule Report Layout Picture Window Route Culture Tenant Batch Queue Ledger Voucher Stock Parcel Carrier Branch"
    common_words = "order invoice customer street payment status region catalog message device account ticket key schedule report pending title header footer locale layout picture window route culture tenant batch queue ledger voucher stock parcel carrier branch"
    if (!every) every = 10
    for (serial = 0; serial < count; serial++) {
        asked = serial % every == 0
        nouns = common_nouns (asked ? " Session State Token Phone Secret Key" : "")
        words = common_words (asked ? " session state token phone secret password" : "")
        text = ""
        emit("using System.Globalization;")
        emit("using System.Text;")
        emit("")
        emit("namespace Synthetic;")
        emit("")
        emit("public sealed class Entry" serial " : Entry")
        emit("{")
        emit("    private const string Label = \"" pick(words) " " pick(words) "\";")
        emit("    private static readonly string[] s_names = [\"" pick(words) "\", \"" pick(words) "\", \"" pick(words) "\"];")
        properties(3 + next_number(6))
        methods = 1 + next_number(3)
        for (method = 0; method < methods; method++) {
            emit("")
            emit("    public async Task<int> " pick("Load Save Update Describe Send Check") pick(nouns) method "Async(HttpClient http, string input, IReadOnlyList<string> items, CancellationToken cancellationToken)")
            emit("    {")
            emit("        var values = new Dictionary<string, string>(StringComparer.Ordinal) { [\"" pick(words) "\"] = Label, [\"" pick(words) "\"] = s_names[0] };")
            emit("        var builder = new StringBuilder();")
            emit("        var logger = Console.Out;")
            emit("        var total = items.Count;")
            statements(3 + next_number(8))
            emit("        await Task.Yield();")
            emit("        return total + values.Count + builder.Length;")
            emit("    }")
        }
        emit("}")
        file = folder "/Entry" serial ".cs"
        printf "%s", text > file
        close(file)
    }
    file = folder "/Entry.cs"
    print "namespace Synthetic;\n\npublic abstract class Entry\n{\n    public string Name { get; set; } = \"\";\n    public int Count { get; set; }\n    public string? Token { get; set; }\n    protected static Task<string?> LoadAsync(HttpClient http, Uri address, CancellationToken cancellationToken) => http.GetStringAsync(address, cancellationToken).ContinueWith(task => (string?)task.Result, cancellationToken);\n}\n\npublic static class Program\n{\n    public static void Main() => Console.WriteLine(typeof(Entry));\n}" > file
}
