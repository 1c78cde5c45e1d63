namespace NumberVerify.Analyzers;

/// <summary>Tells phone numbers by their names and by their form.</summary>
internal static class PhoneNumbers
{
    /// <summary>A cheap test first: most names hold none of the words.</summary>
    public static bool MayBePhone(string name) =>
        name.IndexOf("phone", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("mobile", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("msisdn", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("cell", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether something of that name holds a phone number, or the hash of one.</summary>
    public static bool IsName(string name)
    {
        if (!MayBePhone(name))
        {
            return false;
        }

        var words = SecretNames.Words(name);
        var last = words.Count == 0 ? "" : words[words.Count - 1];
        var before = words.Count < 2 ? "" : words[words.Count - 2];
        return last is "phone" or "msisdn" or "mobile" or "telephone" or "phonenumber" or "mobilenumber" or "cellphone"
            || (last is "number" or "no" && before is "phone" or "mobile" or "telephone" or "msisdn" or "cell")
            || (last is "e164" or "hash" or "hashed" && words.Exists(word => word is "phone" or "msisdn" or "mobile"));
    }

    /// <summary>An E.164 number as people write it.</summary>
    public static bool IsNumber(string text)
    {
        var number = text.Trim();
        number = number.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? number.Substring(4) : number;
        number = number.StartsWith("%2B", StringComparison.OrdinalIgnoreCase) ? "+" + number.Substring(3) : number;
        return number.Length > 1 && number[0] == '+'
            && number.Skip(1).All(letter => letter is >= '0' and <= '9' or ' ' or '-' or '.' or '(' or ')' or '/')
            && number.Count(char.IsDigit) is >= 5 and <= 15;
    }
}
