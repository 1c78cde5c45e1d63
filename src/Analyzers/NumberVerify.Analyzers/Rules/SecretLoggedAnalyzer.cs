using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NumberVerify.Analyzers;

/// <summary>NV1015: a secret, token, authorization code, code verifier or phone number written to a log, the console or a trace, or put into a URL.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretLoggedAnalyzer : NumberVerifyAnalyzer
{
    private const string LogRemedy = "what is written there is kept and read by many; leave it out, or write a mask of it";
    private const string UrlRemedy = "URLs stay in logs, histories and Referer headers; send it in a header or in the request's body";

    private static readonly HashSet<string> s_setters = new(StringComparer.Ordinal) { "SetTag", "AddTag", "SetBaggage", "AddBaggage", "PushProperty", "ForContext", "BeginScope" };

    private static readonly string[] s_logVerbs = ["Log", "Write", "Print", "Trace", "Debug", "Info", "Warn", "Error", "Fatal", "Critical", "Verbose", "Fail", "Assert"];

    private static readonly char[] s_urlMarks = ['?', '/'];

    /// <summary>Adders of one query parameter.</summary>
    private static readonly HashSet<string> s_queryAdders = new(StringComparer.Ordinal) { "AddQueryString", "AddQueryParameter", "SetQueryParam", "AppendQueryParam" };

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.SecretLogged];

    private protected override bool AppliesTo(ProjectContext project) => true;

    private protected override void Start(CompilationStartAnalysisContext context, ProjectContext project)
    {
        var compilation = context.Compilation;
        var sinks = new Sinks(
            Resolve(compilation, KnownSinks.Logs),
            Resolve(compilation, KnownSinks.HttpClients),
            compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.ILogger"),
            compilation.GetTypeByMetadataName(KnownSinks.LoggerMessageAttribute));
        var files = new FileOperations(
            context,
            static topics => (topics & (Topics.Sensitive | Topics.OAuth)) != 0 && (topics & Topics.Output) != 0,
            static topics => (topics & (Topics.Sensitive | Topics.OAuth | Topics.Code)) != 0 && (topics & Topics.Output) != 0);
        files.RegisterOperationAction(operation => Call(operation, project, sinks), OperationKind.Invocation);
        files.RegisterOperationAction(operation => Text(operation, project, sinks, ((IInterpolatedStringOperation)operation.Operation).Parts), OperationKind.InterpolatedString);
        files.RegisterOperationAction(operation => Text(operation, project, sinks, JoinedText.Operands(operation.Operation)), OperationKind.Binary);
        files.RegisterOperationAction(
            operation =>
            {
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                if (assignment.Target is IPropertyReferenceOperation { Property: { Name: "Query", ContainingType: { Name: "UriBuilder", ContainingNamespace.Name: "System" } } })
                {
                    Query(operation, project, sinks, assignment.Value);
                }
            },
            OperationKind.SimpleAssignment);
    }

    private static ImmutableHashSet<ISymbol> Resolve(Compilation compilation, ImmutableArray<string> names) =>
        names.SelectMany(name => compilation.GetTypesByMetadataName(name)).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);

    private static void Call(OperationContext context, ProjectContext project, Sinks sinks)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (s_queryAdders.Contains(method.Name))
        {
            QueryParameter(context, project, sinks, call);
        }
        else if (method is { Name: "Format", ContainingType.SpecialType: SpecialType.System_String })
        {
            FormattedUrl(context, project, sinks, call);
        }
        else if (IsLog(call, sinks))
        {
            // The console is a program's voice too, and parsers print their tokens there: only a name that can mean one thing counts.
            var allowVague = !(method.ContainingNamespace is { Name: "System" or "Diagnostics" or "IO" } && !method.ContainingType.Name.StartsWith("Activity", StringComparison.Ordinal));
            foreach (var argument in call.Arguments)
            {
                Log(context, project, call, argument.Value, allowVague);
            }
        }
        else if (IsLoggerMessage(method, sinks))
        {
            foreach (var argument in call.Arguments)
            {
                var kind = argument.Parameter is { Type.SpecialType: SpecialType.System_String, Name: var name } && SensitiveNames.Of(name, out _) is var named and not SensitiveKind.Code ? named : SensitiveKind.None;
                if (kind is not SensitiveKind.None && SensitiveValues.IsPlainText(argument.Value))
                {
                    ReportLogged(context, project, call, argument.Value, kind);
                }
                else
                {
                    Log(context, project, call, argument.Value, allowVague: true);
                }
            }
        }
    }

    private static void Log(OperationContext context, ProjectContext project, IInvocationOperation call, IOperation value, bool allowVague)
    {
        foreach (var part in SensitiveValues.Parts(value))
        {
            if (SensitiveValues.Of(part, allowVague) is var kind and not SensitiveKind.None)
            {
                ReportLogged(context, project, call, part, kind);
            }
        }
    }

    private static void ReportLogged(OperationContext context, ProjectContext project, IInvocationOperation call, IOperation value, SensitiveKind kind)
    {
        Report(
            context, Descriptors.SecretLogged, project, value.Syntax, DiagnosticIds.SecretLogged,
            $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}", SensitiveNames.Describe(kind), project.Description, LogRemedy);
    }

    private static bool IsLog(IInvocationOperation call, Sinks sinks)
    {
        var method = call.TargetMethod;
        if (!s_setters.Contains(method.Name) && !Array.Exists(s_logVerbs, verb => method.Name.StartsWith(verb, StringComparison.Ordinal)))
        {
            // A delegate made by LoggerMessage.Define.
            return method.MethodKind is MethodKind.DelegateInvoke && method.Parameters.Length > 1 && sinks.Logger is not null && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, sinks.Logger);
        }

        return sinks.Logs.Contains(method.ContainingType.OriginalDefinition)
            || (call.Instance is IPropertyReferenceOperation { Property: { Name: "Error" or "Out", ContainingType: { Name: "Console" } console } } && sinks.Logs.Contains(console));
    }

    /// <summary>Written by the logging generator, so that its parameters become the log's.</summary>
    private static bool IsLoggerMessage(IMethodSymbol method, Sinks sinks) =>
        sinks.LoggerMessage is not null
        && method is { ReturnsVoid: true, Parameters.Length: > 0 }
        && (method.IsPartialDefinition || method.PartialDefinitionPart is not null)
        && method.GetAttributes().Any(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, sinks.LoggerMessage));

    /// <summary>A text in which a query parameter or a path is filled in.</summary>
    private static void Text(OperationContext context, ProjectContext project, Sinks sinks, IReadOnlyList<IOperation> parts)
    {
        if (parts.Count < 2 || !parts.Any(part => SecretValues.Constant(Inner(part)) is { } text && text.IndexOfAny(s_urlMarks) >= 0))
        {
            return;
        }

        var before = "";
        foreach (var part in parts)
        {
            var value = Inner(part);
            if (SecretValues.Constant(value) is { } constant)
            {
                before += constant;
                continue;
            }

            Check(context, project, sinks, before, value, isQuery: false);
            before += "*";
        }
    }

    private static IOperation Inner(IOperation part) => part switch
    {
        IInterpolatedStringTextOperation text => text.Text,
        IInterpolationOperation hole => hole.Expression,
        _ => part,
    };

    private static void FormattedUrl(OperationContext context, ProjectContext project, Sinks sinks, IInvocationOperation call)
    {
        var format = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "format");
        if (format is null || SecretValues.Constant(format.Value) is not { } text || text.IndexOf('?') < 0)
        {
            return;
        }

        var values = call.Arguments.Where(argument => argument.Parameter?.Ordinal > format.Parameter!.Ordinal)
            .SelectMany(argument => argument.Value switch
            {
                IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
                ICollectionExpressionOperation collection => collection.Elements,
                var value => [value],
            }).ToList();
        for (var i = 0; i < values.Count; i++)
        {
            var at = text.IndexOf("{" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            if (at > 0)
            {
                Check(context, project, sinks, text.Substring(0, at), values[i], isQuery: false);
            }
        }
    }

    /// <summary>The query of a UriBuilder, with or without its question mark.</summary>
    private static void Query(OperationContext context, ProjectContext project, Sinks sinks, IOperation value)
    {
        var before = "?";
        var operation = SecretValues.Unwrap(value);
        var operands = JoinedText.Operands(operation);
        var parts = operation is IInterpolatedStringOperation text ? text.Parts : operands.Count > 0 ? (IReadOnlyList<IOperation>)operands : [operation];
        foreach (var part in parts)
        {
            var inner = Inner(part);
            if (SecretValues.Constant(inner) is { } constant)
            {
                before += constant;
            }
            else
            {
                // A literal question mark makes it a URL of its own, which is looked at as one.
                if (before.IndexOf('?', 1) < 0)
                {
                    Check(context, project, sinks, before, inner, isQuery: true);
                }

                before += "*";
            }
        }
    }

    private static void QueryParameter(OperationContext context, ProjectContext project, Sinks sinks, IInvocationOperation call)
    {
        var texts = call.Arguments.Where(argument => argument.Value.Type is not null && argument.ArgumentKind is ArgumentKind.Explicit).Select(argument => argument.Value).ToList();
        for (var i = 1; i < texts.Count; i++)
        {
            if (SecretValues.Constant(texts[i - 1]) is { } key)
            {
                Check(context, project, sinks, "?" + key + "=", texts[i], isQuery: true);
            }
        }

        foreach (var assignment in texts.Select(SecretValues.Unwrap).OfType<IObjectCreationOperation>().SelectMany(creation => creation.Initializer?.Initializers ?? []))
        {
            switch (assignment)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } keys } } pair when SecretValues.Constant(keys[0].Value) is { } key:
                    Check(context, project, sinks, "?" + key + "=", pair.Value, isQuery: true);
                    break;
                case IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 2 } pair } when SecretValues.Constant(pair[0].Value) is { } key:
                    Check(context, project, sinks, "?" + key + "=", pair[1].Value, isQuery: true);
                    break;
            }
        }
    }

    /// <summary>One value of a text, and what stands before it.</summary>
    private static void Check(OperationContext context, ProjectContext project, Sinks sinks, string before, IOperation value, bool isQuery)
    {
        var query = before.LastIndexOf('?') >= 0;
        if (!query && before.IndexOf('/') < 0)
        {
            return;
        }

        var key = before.Length > 0 && before[before.Length - 1] == '=' ? before.Substring(before.LastIndexOfAny(['?', '&', '#', ' ', '*']) + 1).TrimEnd('=') : null;
        var kind = SensitiveValues.Of(value, allowVague: key is "token" or "code_verifier" or "client_secret");
        var isRequest = new Lazy<bool>(() => IsRequestUrl(context.Operation, sinks));
        var reported = kind switch
        {
            // NV1010's, and NV1006's.
            _ when key is "state" || (key is "client_secret" && project.IsFrontend) => SensitiveKind.None,
            // How a session is ended (OpenID Connect RP-Initiated Logout), and how a number is hinted at.
            _ when key is "id_token_hint" or "logout_hint" or "login_hint" => SensitiveKind.None,
            _ when query && Wire(key) is var named and not SensitiveKind.None => SensitiveValues.IsPlainText(value) ? named : kind,
            SensitiveKind.Number => isQuery || isRequest.Value ? kind : SensitiveKind.None,
            SensitiveKind.Code => query && before.IndexOf("grant_type=", StringComparison.Ordinal) >= 0 ? kind : SensitiveKind.None,
            SensitiveKind.None => key is "code" && query && before.IndexOf("grant_type=authorization_code", StringComparison.Ordinal) >= 0 && SensitiveValues.IsPlainText(value) ? SensitiveKind.Code : kind,
            // Links by mail have tokens of their own; what a request carries is a credential.
            _ when query => SensitiveValues.Of(value, allowVague: false) is not SensitiveKind.None || isRequest.Value ? kind : SensitiveKind.None,
            _ => SensitiveKind.None,
        };
        if (reported is not SensitiveKind.None && !IsLogged(context.Operation, sinks))
        {
            Report(
                context, Descriptors.SecretLogged, project, value.Syntax, fix: null,
                key is { Length: > 0 } ? $"URL parameter {key}" : "URL", SensitiveNames.Describe(reported), project.Description, UrlRemedy);
        }
    }

    /// <summary>Parameters of the protocol that belong in a body or a header (RFC 6749 2.3.1, RFC 7636 4.5, RFC 9700 4.3.2).</summary>
    private static SensitiveKind Wire(string? key) => key switch
    {
        "client_secret" => SensitiveKind.Secret,
        "code_verifier" => SensitiveKind.Verifier,
        "access_token" or "refresh_token" or "client_assertion" => SensitiveKind.Token,
        _ => SensitiveKind.None,
    };

    /// <summary>Whether a text is what an HTTP client is given, at once or through a local.</summary>
    private static bool IsRequestUrl(IOperation text, Sinks sinks)
    {
        if (GivenTo(text) is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator })
        {
            return TracedValue.Root(text).Descendants().Any(other =>
                other is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol) && IsClients(GivenTo(reference)));
        }

        return IsClients(GivenTo(text));

        bool IsClients(IOperation? place) => place switch
        {
            IArgumentOperation { Parameter: { ContainingSymbol: IMethodSymbol method, Type: { } type } } => (type.SpecialType is SpecialType.System_String || type is { Name: "Uri" }) && sinks.HttpClients.Contains(method.ContainingType.OriginalDefinition),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "RequestUri" or "BaseAddress" or "Resource" } property } } => sinks.HttpClients.Contains(property.ContainingType),
            _ => false,
        };
    }

    /// <summary>Where a value goes, through conversions and the constructor of a URI.</summary>
    private static IOperation? GivenTo(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation || parent is IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "Uri" } } || parent is IObjectCreationOperation { Type.Name: "Uri" } || JoinedText.Is(parent))
        {
            parent = parent!.Parent;
        }

        return parent;
    }

    /// <summary>A URL that is logged is reported as logged.</summary>
    private static bool IsLogged(IOperation text, Sinks sinks)
    {
        for (var parent = text.Parent; parent is not (null or IBlockOperation or IAnonymousFunctionOperation); parent = parent.Parent)
        {
            if (parent is IInvocationOperation call && IsLog(call, sinks))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a compilation can see of the places that a value must not go to.</summary>
    private sealed record Sinks(ImmutableHashSet<ISymbol> Logs, ImmutableHashSet<ISymbol> HttpClients, INamedTypeSymbol? Logger, INamedTypeSymbol? LoggerMessage);
}
