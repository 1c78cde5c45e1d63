// Each test runs builds, and a build takes all cores: side by side they would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
