namespace NumberVerify.Tool.Tests.Spec;

/// <summary>A small API: our description of it, and what was published in other words.</summary>
internal static class Pets
{
    public const string Ours = """
        # Ours.
        openapi: 3.0.3
        info:
          title: Pets
          description: Follows Pets 1.0.0.
          version: 1.0.0   # the one we follow
        servers:
          - url: '{apiRoot}/pets/v1'
            variables:
              apiRoot:
                default: http://localhost:9091
                description: Where the pets live.
        paths:

          # Only reading.
          /pet:
            get:
              summary: Reads a pet.
              description: |-
                Reads the pet of the moment.
                # not a comment
              operationId: getPet
              responses:
                '200':
                  description: A pet.
                  content:
                    application/json:
                      schema:
                        $ref: '#/components/schemas/Pet'
        components:
          schemas:
            Pet:
              description: A pet and its name.
              type: object
              required: [name, kind]   # for now
              properties:
                # As it is called.
                name:
                  description: What it listens to.
                  type: string
                  pattern: "^[A-Z]"
                kind:
                  description: What it is.
                  type: string
                  enum:
                    - CAT
                    - DOG   # good
                    - FISH
        # The end.

        """;

    /// <summary>The same contract in words of somebody else, each of them the word zebra.</summary>
    public const string Published = """
        openapi: 3.0.3
        info: { title: Pets, description: zebra, version: 1.0.0 }
        servers:
          - url: '{apiRoot}/pets/v1'
            variables: { apiRoot: { default: 'http://localhost:9091', description: zebra } }
        paths:
          /pet:
            get:
              summary: zebra
              description: zebra
              operationId: getPet
              responses:
                '200':
                  description: zebra
                  content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
        components:
          schemas:
            Pet:
              description: zebra
              type: object
              required: [kind, name]
              properties:
                name: { description: zebra, type: string, pattern: '^[A-Z]' }
                kind: { description: zebra, type: string, enum: [DOG, CAT, FISH] }

        """;

    /// <summary>Its next release: a new version in the address, a response more, a member more, a code less.</summary>
    public static string Next { get; } = Published
        .Replace("version: 1.0.0", "version: 2.0.0", StringComparison.Ordinal)
        .Replace("/pets/v1", "/pets/v2", StringComparison.Ordinal)
        .Replace("enum: [DOG, CAT, FISH]", "enum: [FISH, CAT]", StringComparison.Ordinal)
        .Replace("        kind: {", "        age: { description: zebra, title: zebra, type: integer, example: zebra }\n        kind: {", StringComparison.Ordinal)
        .Replace("\ncomponents:", "\n        '503':\n          description: zebra\ncomponents:", StringComparison.Ordinal);
}
