namespace NumberVerify;

/// <summary>The wire names of the authorization request and its answer (RFC 6749 4.1, RFC 7636 4.3, OIDC Core 3.1.2, RFC 9207). Those of the APIs are in the OpenAPI documents.</summary>
internal static class ProtocolNames
{
    internal static class AuthorizationRequest
    {
        public const string ResponseType = "response_type";
        public const string ClientId = "client_id";
        public const string RedirectUri = "redirect_uri";
        public const string Scope = "scope";
        public const string State = "state";
        public const string Nonce = "nonce";
        public const string Prompt = "prompt";
        public const string MaxAge = "max_age";

        /// <summary>Of no standard: an aggregator's.</summary>
        public const string Purpose = "purpose";

        public const string CodeChallenge = "code_challenge";
        public const string CodeChallengeMethod = "code_challenge_method";
        public const string LoginHint = "login_hint";
        public const string Request = "request";
        public const string RequestUri = "request_uri";

        /// <summary>What an endpoint's own query must not hold: we send these, or they would replace what we send.</summary>
        public static readonly string[] Reserved =
            [ResponseType, ClientId, RedirectUri, Scope, State, Nonce, Prompt, CodeChallenge, CodeChallengeMethod, LoginHint, MaxAge, Purpose, Request, RequestUri];
    }

    internal static class AuthorizationResponse
    {
        public const string Code = "code";
        public const string State = "state";
        public const string Error = "error";
        public const string Issuer = "iss";
        public const string AccessToken = "access_token";
        public const string IdToken = "id_token";
    }

    internal static class Values
    {
        public const string Code = "code";
        public const string None = "none";
        public const string S256 = "S256";
        public const string OpenId = "openid";
        public const string PurposePrefix = "dpv:";

        /// <summary>Between purpose and scope where they are one value.</summary>
        public const char PurposeSeparator = '#';

        public const string TelPrefix = "tel:";
        public const string IpPortPrefix = "ipport:";
        public const string OperatorTokenPrefix = "operatortoken:";
    }
}
