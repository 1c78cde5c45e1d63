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
        internal const string BackchannelAuthorize = "/bc-authorize";
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
        internal const string LoginHint = "login_hint";
        internal const string Purpose = "purpose";
        internal const string PrintCode = "dev_print";
        internal const string CodeChallenge = "code_challenge";
        internal const string CodeChallengeMethod = "code_challenge_method";
        internal const string Request = "request";
        internal const string RequestUri = "request_uri";
        internal const string Claims = "claims";

        /// <summary>RFC 9449 section 10.</summary>
        internal const string DPoPKeyThumbprint = "dpop_jkt";
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
        internal const string Assertion = "assertion";
        internal const string Scope = "scope";
        internal const string AuthenticationRequestId = "auth_req_id";
    }

    /// <summary>OpenID Connect CIBA section 7.1.</summary>
    internal static class BackchannelRequest
    {
        internal const string Scope = "scope";
        internal const string Purpose = "purpose";
        internal const string LoginHint = "login_hint";
        internal const string LoginHintToken = "login_hint_token";
        internal const string IdTokenHint = "id_token_hint";
        internal const string Request = "request";
    }

    /// <summary>How CAMARA names a user: the prefix of a <c>login_hint</c>, or of an assertion's subject.</summary>
    internal static class UserHints
    {
        internal const string PhoneNumber = "tel:";
        internal const string OperatorToken = "operatortoken:";
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
        internal const string ClientCredentials = "client_credentials";
        internal const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
        internal const string Ciba = "urn:openid:params:grant-type:ciba";

        internal static IReadOnlyList<string> All { get; } = [AuthorizationCode, Ciba, JwtBearer, ClientCredentials];
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

        internal static readonly string[] StandardClaims = ["profile", "email", "address", "phone"];
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
        internal const string ApplicationId = "application_id";
        internal const string Scope = "scope";
    }

    internal static class TokenDeliveryModes
    {
        internal const string Poll = "poll";
    }

    internal static class JwtHeaders
    {
        internal const string Critical = "crit";
        internal const string Type = "typ";
        internal const string Key = "jwk";
    }

    internal static class JwtTypes
    {
        internal const string Jwt = "JWT";
        internal const string RequestObject = "oauth-authz-req+jwt";
        internal const string DPoPProof = "dpop+jwt";
    }

    /// <summary>RFC 9449 section 4.2, and what CAMARA's profile adds in its section on sender-constrained tokens.</summary>
    internal static class DPoPProof
    {
        internal const string Method = "htm";
        internal const string Uri = "htu";
        internal const string AccessTokenHash = "ath";
        internal const string Nonce = "nonce";
        internal const string BodyHash = "camara:bh";
        internal const string QueryHash = "camara:qh";
    }

    /// <summary>RFC 7517 section 4, RFC 7518 section 6.</summary>
    internal static class JsonWebKey
    {
        internal const string Type = "kty";
        internal const string Curve = "crv";
        internal const string X = "x";
        internal const string Y = "y";
        internal const string Modulus = "n";
        internal const string Exponent = "e";

        internal static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
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
        internal const string DPoP = "DPoP";
    }

    internal static class MediaTypes
    {
        internal const string Json = "application/json";
        internal const string Form = "application/x-www-form-urlencoded";
    }

    /// <summary>RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core section 3.1.2.6, CIBA sections 11 and 13.</summary>
    internal static class OAuthErrors
    {
        internal const string InvalidRequest = "invalid_request";
        internal const string InvalidClient = "invalid_client";
        internal const string InvalidGrant = "invalid_grant";
        internal const string InvalidScope = "invalid_scope";
        internal const string UnauthorizedClient = "unauthorized_client";
        internal const string AccessDenied = "access_denied";
        internal const string UnknownUserId = "unknown_user_id";
        internal const string AuthorizationPending = "authorization_pending";
        internal const string SlowDown = "slow_down";
        internal const string ExpiredToken = "expired_token";
        internal const string UnsupportedGrantType = "unsupported_grant_type";
        internal const string UnsupportedResponseType = "unsupported_response_type";
        internal const string LoginRequired = "login_required";
        internal const string InteractionRequired = "interaction_required";
        internal const string AccountSelectionRequired = "account_selection_required";
        internal const string ConsentRequired = "consent_required";
        internal const string InvalidToken = "invalid_token";
        internal const string InvalidDPoPProof = "invalid_dpop_proof";
        internal const string UseDPoPNonce = "use_dpop_nonce";
        internal const string InvalidRequestObject = "invalid_request_object";
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
        internal const string NotBySupportedMethod = "NUMBER_VERIFICATION.USER_NOT_AUTHENTICATED_BY_SUPPORTED_METHOD";
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
        internal const string DPoP = "DPoP";
        internal const string DPoPNonce = "DPoP-Nonce";
        internal const string FetchSite = "Sec-Fetch-Site";
        internal const string ReferrerPolicy = "Referrer-Policy";
        internal const string ResourcePolicy = "Cross-Origin-Resource-Policy";
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

    /// <summary>Vonage's Verify API, version 1.</summary>
    internal static class VonageVerify
    {
        internal const string Request = "/verify/json";
        internal const string Check = "/verify/check/json";
        internal const string Search = "/verify/search/json";
        internal const string Control = "/verify/control/json";
        internal const string Psd2 = "/verify/psd2/json";
        internal const string ApiKey = "api_key";
        internal const string ApiSecret = "api_secret";
        internal const string Number = "number";
        internal const string Country = "country";
        internal const string Brand = "brand";
        internal const string SenderId = "sender_id";
        internal const string CodeLength = "code_length";
        internal const string Language = "lg";
        internal const string PinExpiry = "pin_expiry";
        internal const string NextEventWait = "next_event_wait";
        internal const string WorkflowId = "workflow_id";
        internal const string PinCode = "pin_code";
        internal const string Payee = "payee";
        internal const string Amount = "amount";
        internal const string RequestId = "request_id";
        internal const string RequestIds = "request_ids";
        internal const string Code = "code";
        internal const string IpAddress = "ip_address";
        internal const string Command = "cmd";
        internal const string Cancel = "cancel";
        internal const string TriggerNextEvent = "trigger_next_event";
        internal const string Sms = "sms";
        internal const string Voice = "tts";
        internal const string Valid = "VALID";
        internal const string Invalid = "INVALID";
        internal const string InProgress = "IN PROGRESS";
        internal const string Success = "SUCCESS";
        internal const string Failed = "FAILED";
        internal const string Expired = "EXPIRED";
        internal const string Cancelled = "CANCELLED";
        internal const string DefaultSenderId = "VERIFY";
        internal const string Currency = "EUR";
    }

    /// <summary>Authy's Phone Verification API, version 1.</summary>
    internal static class AuthyVerification
    {
        internal const string Root = "/protected/";
        internal const string Start = "/protected/json/phones/verification/start";
        internal const string Check = "/protected/json/phones/verification/check";
        internal const string Status = "/protected/json/phones/verification/status";
        internal const string Json = "/json/";
        internal const string Xml = "/xml/";
        internal const string ApiKeyHeader = "X-Authy-API-Key";
        internal const string ApiKey = "api_key";
        internal const string Via = "via";
        internal const string Sms = "sms";
        internal const string Call = "call";
        internal const string CountryCode = "country_code";
        internal const string PhoneNumber = "phone_number";
        internal const string Locale = "locale";
        internal const string CodeLength = "code_length";
        internal const string CustomCode = "custom_code";
        internal const string VerificationCode = "verification_code";
        internal const string Uuid = "uuid";
        internal const string Message = "message";
        internal const string Pending = "pending";
        internal const string Verified = "verified";
        internal const string Expired = "expired";
    }

    /// <summary>The simulator's own paths, which no operator has.</summary>
    internal static class Control
    {
        internal const string Devices = "/simulator/devices";
        internal const string OperatorTokens = "/simulator/operator-tokens";
        internal const string SigningKeys = "/simulator/signing-keys";
        internal const string Subscribers = "/simulator/subscribers";
        internal const string VonageVerify = "/simulator/vonage-verify";
        internal const string AuthyVerification = "/simulator/authy-verification";
        internal const string Faults = "/simulator/faults";
        internal const string Clock = "/simulator/clock";
        internal const string Inbox = "/simulator/inbox";
        internal const string Exchanges = "/simulator/exchanges";
        internal const string Events = "/simulator/events";
        internal const string Authorizations = "/simulator/authorizations";
    }

    /// <summary>The page for people and what it is made of.</summary>
    internal static class Page
    {
        internal const string Root = "/";
        internal const string Files = "/simulator/";
        internal const string State = "/simulator/page";
    }
}
