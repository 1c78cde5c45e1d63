namespace NumberVerify.Simulator;

/// <summary>
/// Finds the user a client names, in a CIBA request's <c>login_hint</c> or an assertion's subject. Number Verification takes an operator token only: a number would assert
/// the very thing that is to be verified. A simulated device has no address, so CAMARA's <c>ipport:</c> finds nobody.
/// </summary>
internal sealed class UserHints(MobileNetwork network)
{
    internal static bool MayName(string hint, GrantedScopes scopes) =>
        hint.StartsWith(Wire.UserHints.OperatorToken, StringComparison.Ordinal) || (!scopes.AreForNumberVerification && IsPhoneNumber(hint));

    /// <returns>The user, or null when there is none; an operator token is used up.</returns>
    internal Subscriber? Find(string hint) => IsPhoneNumber(hint)
        ? network.FindSubscriber(hint[Wire.UserHints.PhoneNumber.Length..])
        : network.OperatorTokens.Take(hint[Wire.UserHints.OperatorToken.Length..]);

    private static bool IsPhoneNumber(string hint) =>
        hint.StartsWith(Wire.UserHints.PhoneNumber, StringComparison.Ordinal) && Patterns.PhoneNumber.IsMatch(hint[Wire.UserHints.PhoneNumber.Length..]);
}
