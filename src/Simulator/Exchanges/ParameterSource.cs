namespace NumberVerify.Simulator;

/// <summary>Where in a message a parameter stood.</summary>
public enum ParameterSource
{
    /// <summary>A header.</summary>
    Header,

    /// <summary>The query of the URL, or of the URL in a <c>Location</c> header.</summary>
    Query,

    /// <summary>A body of the type application/x-www-form-urlencoded.</summary>
    Form,

    /// <summary>A member of a JSON body.</summary>
    Json,
}
