namespace NumberVerify.Packages.Tests.Running;

/// <summary>The test classes that share one copy of the repository.</summary>
[CollectionDefinition(nameof(WorkTree))]
public sealed class WorkTreeCollection : ICollectionFixture<WorkTree>;
