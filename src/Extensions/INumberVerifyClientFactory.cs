using Microsoft.Extensions.Options;

namespace NumberVerify;

/// <summary>The clients of several operators or tenants, by name. Thread-safe; a singleton that <c>AddNumberVerify</c> registers.</summary>
/// <remarks>
/// Nothing is shared between two names: no key, secret, cache, connection or limit. A client follows its options: what it starts after a change uses the new ones,
/// and users' clients it made before finish with what they began with. Where the new options have faults, nothing new is started until they are repaired.
/// </remarks>
public interface INumberVerifyClientFactory
{
    /// <summary>
    /// The client with a name, registered or not: its options come from everything that configures <see cref="NumberVerifyClientOptions"/> by that name.
    /// Take the name from a table of your own, never from a request as it is.
    /// </summary>
    /// <param name="name">Compared by case; the empty name is the client that was registered without one.</param>
    /// <exception cref="OptionsValidationException">The options of this name have faults now, or nothing configures them: the name is unknown or was removed.</exception>
    NumberVerifyClient Get(string name);
}
