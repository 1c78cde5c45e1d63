namespace NumberVerify.Generated;

/// <summary>A generated model that can hold its string members against the document's patterns and lengths.</summary>
internal interface IContractModel
{
    /// <summary>The wire name of the first member that does not have the form the document asks for; null where all have.</summary>
    string? FirstInvalidMember();
}
