namespace NumberVerify.Analyzers;

/// <summary>Tells phone numbers, and what is named after them.</summary>
internal static class PhoneNumbers
{
    /// <summary>Whether a name says that its text is a phone number.</summary>
    public static bool IsName(string name)
    {
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
