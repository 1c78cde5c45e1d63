namespace NumberVerify.Simulator;

/// <summary>Every name that crosses the wire and is not a JSON member, one group per message. JSON members are the names of the records' properties.</summary>
internal static class Wire
{
    internal static class Paths
    {
        internal const string Discovery = "/.well-known/openid-configuration";
        internal const string Authorize = "/authorize";
        internal const string Token = "/token";
        internal const string Jwks = "/jwks";
    }

    /// <summary>RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core sections 3.1.2.1 and 6.</summary>
    internal static class AuthorizationRequest
    {
        internal const string ResponseType = "response_type";
        internal const string ResponseMode = "response_mode";
        internal const string ClientId = "client_id";
        internal const string RedirectUri = "redirect_uri";
        internal const string Scope = "scope";
        internal const string State = "state";
        internal const string Nonce = "nonce";
        internal const string Prompt = "prompt";
        internal const string CodeChallenge = "code_challenge";
        internal const string CodeChallengeMethod = "code_challenge_method";
        internal const string Request = "request";
        internal const string RequestUri = "request_uri";
    }

    /// <summary>RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207 section 2.</summary>
    internal static class AuthorizationResponse
    {
        internal const string Code = "code";
        internal const string State = "state";
        internal const string Issuer = "iss";
        internal const string Error = "error";
        internal const string ErrorDescription = "error_description";
    }

    /// <summary>RFC 6749 sections 2.3.1 and 4.1.3, RFC 7636 section 4.5, RFC 7521 section 4.2.</summary>
    internal static class TokenRequest
    {
        internal const string GrantType = "grant_type";
        internal const string Code = "code";
        internal const string RedirectUri = "redirect_uri";
        internal const string CodeVerifier = "code_verifier";
        internal const string ClientId = "client_id";
        internal const string ClientSecret = "client_secret";
        internal const string ClientAssertion = "client_assertion";
        internal const string ClientAssertionType = "client_assertion_type";
    }

    internal static class ResponseTypes
    {
        internal const string Code = "code";
    }

    internal static class ResponseModes
    {
        internal const string Query = "query";
    }

    internal static class CodeChallengeMethods
    {
        internal const string S256 = "S256";
    }

    internal static class GrantTypes
    {
        internal const string AuthorizationCode = "authorization_code";
    }

    internal static class ClientAssertionTypes
    {
        internal const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    }

    internal static class ClientAuthenticationMethods
    {
        internal const string PrivateKeyJwt = "private_key_jwt";
        internal const string ClientSecretBasic = "client_secret_basic";
        internal const string ClientSecretPost = "client_secret_post";
    }

    internal static class Prompts
    {
        internal const string None = "none";
        internal const string Login = "login";
        internal const string Consent = "consent";
        internal const string SelectAccount = "select_account";
    }

    internal static class Scopes
    {
        internal const string OpenId = "openid";
        internal const string PurposePrefix = "dpv:";
    }

    internal static class SubjectTypes
    {
        internal const string Pairwise = "pairwise";
    }

    internal static class Claims
    {
        internal const string Issuer = "iss";
        internal const string Subject = "sub";
        internal const string Audience = "aud";
        internal const string ExpiresAt = "exp";
        internal const string IssuedAt = "iat";
        internal const string NotBefore = "nbf";
        internal const string TokenId = "jti";
        internal const string AuthenticatedAt = "auth_time";
        internal const string Nonce = "nonce";
        internal const string AuthenticationMethods = "amr";
    }

    internal static class JwtHeaders
    {
        internal const string Critical = "crit";
    }

    internal static class AuthenticationMethods
    {
        /// <summary>Network-based authentication: the operator recognised the device by its mobile data connection.</summary>
        internal const string NetworkBased = "nba";
    }

    internal static class Schemes
    {
        internal const string Basic = "Basic";
        internal const string Bearer = "Bearer";
    }

    internal static class MediaTypes
    {
        internal const string Json = "application/json";
        internal const string Form = "application/x-www-form-urlencoded";
    }

    /// <summary>RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core section 3.1.2.6.</summary>
    internal static class OAuthErrors
    {
        internal const string InvalidRequest = "invalid_request";
        internal const string InvalidClient = "invalid_client";
        internal const string InvalidGrant = "invalid_grant";
        internal const string InvalidScope = "invalid_scope";
        internal const string UnsupportedGrantType = "unsupported_grant_type";
        internal const string UnsupportedResponseType = "unsupported_response_type";
        internal const string LoginRequired = "login_required";
        internal const string InteractionRequired = "interaction_required";
        internal const string RequestNotSupported = "request_not_supported";
        internal const string RequestUriNotSupported = "request_uri_not_supported";
    }

    /// <summary>CAMARA Commonalities, and the codes that are one API's own.</summary>
    internal static class ApiErrors
    {
        internal const string InvalidArgument = "INVALID_ARGUMENT";
        internal const string Unauthenticated = "UNAUTHENTICATED";
        internal const string PermissionDenied = "PERMISSION_DENIED";
        internal const string NotFound = "NOT_FOUND";
        internal const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
        internal const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";
        internal const string IncompatibleState = "INCOMPATIBLE_STATE";
        internal const string MaxOtpCodesExceeded = "ONE_TIME_PASSWORD_SMS.MAX_OTP_CODES_EXCEEDED";
        internal const string PhoneNumberNotAllowed = "ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_NOT_ALLOWED";
        internal const string PhoneNumberBlocked = "ONE_TIME_PASSWORD_SMS.PHONE_NUMBER_BLOCKED";
        internal const string VerificationFailed = "ONE_TIME_PASSWORD_SMS.VERIFICATION_FAILED";
        internal const string VerificationExpired = "ONE_TIME_PASSWORD_SMS.VERIFICATION_EXPIRED";
        internal const string InvalidOtp = "ONE_TIME_PASSWORD_SMS.INVALID_OTP";
        internal const string NotByMobileNetwork = "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_MOBILE_NETWORK";
    }

    internal static class Headers
    {
        internal const string Correlator = "x-correlator";
        internal const string FetchSite = "Sec-Fetch-Site";
        internal const string ReferrerPolicy = "Referrer-Policy";
    }

    internal static class NumberVerification
    {
        internal const string Verify = "/verify";
        internal const string DevicePhoneNumber = "/device-phone-number";
        internal const string PhoneNumber = "phoneNumber";
        internal const string HashedPhoneNumber = "hashedPhoneNumber";
    }

    internal static class OneTimePassword
    {
        internal const string Scope = "one-time-password-sms:send-validate";
        internal const string SendCode = "/send-code";
        internal const string ValidateCode = "/validate-code";
        internal const string PhoneNumber = "phoneNumber";
        internal const string Message = "message";
        internal const string AuthenticationId = "authenticationId";
        internal const string Code = "code";
        internal const string CodePlaceholder = "{{code}}";
        internal const int MaxMessageLength = 160;
        internal const int MaxAuthenticationIdLength = 36;
        internal const int MaxCodeLength = 10;
    }

    /// <summary>The simulator's own paths, which no operator has.</summary>
    internal static class Control
    {
        internal const string Devices = "/simulator/devices";
        internal const string Subscribers = "/simulator/subscribers";
        internal const string Faults = "/simulator/faults";
        internal const string Clock = "/simulator/clock";
        internal const string Inbox = "/simulator/inbox";
        internal const string Exchanges = "/simulator/exchanges";
        internal const string Events = "/simulator/events";
    }
}
