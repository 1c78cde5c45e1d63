using System.Globalization;
using System.Text;
using Mono.Cecil;

namespace NumberVerify.PublicApi;

/// <summary>Writes what an assembly shows to others as sorted, C#-like text. What the compiler adds, to records for example, is left out.</summary>
public sealed class PublicApiPrinter
{
    private static readonly string[] s_attributes =
        ["AttributeUsageAttribute", "BackendOnlyAttribute", "EditorBrowsableAttribute", "ExperimentalAttribute", "FlagsAttribute", "ObsoleteAttribute", "RequiresDynamicCodeAttribute", "RequiresUnreferencedCodeAttribute"];

    private readonly TypeNames _names = new();
    private readonly StringBuilder _text = new();

    /// <summary>The text of an assembly; the assemblies it refers to are looked for beside it.</summary>
    public static string Print(string assemblyFile)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(assemblyFile));
        using var assembly = AssemblyDefinition.ReadAssembly(assemblyFile, new ReaderParameters { AssemblyResolver = resolver });
        var printer = new PublicApiPrinter();

        // Twice: the first pass learns which short names mean two types.
        printer.Write(assembly);
        printer._text.Clear();
        printer.Write(assembly);
        return string.Concat(printer._names.Usings().Select(static name => $"using {name};\n")) + "\n" + printer._text;
    }

    private void Write(AssemblyDefinition assembly)
    {
        foreach (var attribute in Attributes(assembly))
        {
            Line(0, $"[assembly: {attribute}]");
        }

        var types = assembly.MainModule.Types.Where(static type => type.IsPublic).OrderBy(static type => type.Namespace, StringComparer.Ordinal);
        foreach (var space in types.GroupBy(static type => type.Namespace))
        {
            Line(0, $"namespace {space.Key}");
            Line(0, "{");
            foreach (var type in space.OrderBy(static type => type.Name, StringComparer.Ordinal))
            {
                Write(type, 1);
            }

            Line(0, "}");
        }
    }

    private void Write(TypeDefinition type, int depth)
    {
        foreach (var attribute in Attributes(type))
        {
            Line(depth, $"[{attribute}]");
        }

        if (type.BaseType?.FullName == "System.MulticastDelegate")
        {
            Line(depth, $"{Access(type)} delegate {Signature(type.Methods.Single(static method => method.Name == "Invoke"), _names.Of(type))};");
            return;
        }

        Line(depth, $"{Declaration(type)}{Bases(type)}{Constraints(type)}");
        Line(depth, "{");
        foreach (var member in Members(type))
        {
            Line(depth + 1, member);
        }

        foreach (var nested in type.NestedTypes.Where(static nested => nested.IsNestedPublic || nested.IsNestedFamily || nested.IsNestedFamilyOrAssembly).OrderBy(static nested => nested.Name, StringComparer.Ordinal))
        {
            Write(nested, depth + 1);
        }

        Line(depth, "}");
    }

    private static bool IsRecord(TypeDefinition type) => type.Methods.Any(static method => method.Name == "<Clone>$");

    private string Declaration(TypeDefinition type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (Has(type, "IsReadOnlyAttribute") ? "readonly " : "") + (Has(type, "IsByRefLikeAttribute") ? "ref " : "") + "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (IsRecord(type) ? "record" : "class"),
        };
        return $"{Access(type)} {kind} {_names.Of(type)}";
    }

    private static string Access(TypeDefinition type) => type.IsNestedFamily || type.IsNestedFamilyOrAssembly ? "protected" : "public";

    private string Bases(TypeDefinition type)
    {
        if (type.IsEnum)
        {
            var underlying = type.Fields.Single(static field => field.Name == "value__").FieldType;
            return underlying.FullName == "System.Int32" ? "" : $" : {_names.Of(underlying)}";
        }

        var bases = new List<string>();
        if (type.BaseType is { FullName: not ("System.Object" or "System.ValueType") } parent)
        {
            bases.Add(_names.Of(parent));
        }

        bases.AddRange(type.Interfaces
            .Select(static implementation => implementation.InterfaceType)
            .Where(candidate => !(IsRecord(type) && candidate.Name == "IEquatable`1") && candidate.Resolve() is null or { IsPublic: true })
            .Select(candidate => _names.Of(candidate))
            .Order(StringComparer.Ordinal));
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private string Constraints(IGenericParameterProvider provider) => string.Concat(provider.GenericParameters.Select(parameter =>
    {
        var constraints = new List<string>();
        if (parameter.HasReferenceTypeConstraint)
        {
            constraints.Add("class");
        }

        if (parameter.HasNotNullableValueTypeConstraint)
        {
            constraints.Add("struct");
        }

        constraints.AddRange(parameter.Constraints.Where(static constraint => constraint.ConstraintType.FullName != "System.ValueType").Select(constraint => _names.Of(constraint.ConstraintType)));
        if (parameter.HasDefaultConstructorConstraint && !parameter.HasNotNullableValueTypeConstraint)
        {
            constraints.Add("new()");
        }

        return constraints.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }));

    private IEnumerable<string> Members(TypeDefinition type)
    {
        if (type.IsEnum)
        {
            return type.Fields.Where(static field => field.IsStatic).OrderBy(static field => Convert.ToInt64(field.Constant, CultureInfo.InvariantCulture)).Select(static field => $"{field.Name} = {field.Constant},");
        }

        return Sorted(type.Fields.Where(IsVisible), FieldText)
            .Concat(Sorted(type.Methods.Where(method => method.IsConstructor && !method.IsStatic && IsVisible(method)), MethodText))
            .Concat(Sorted(type.Properties.Where(static property => Accessors(property).Any(IsVisible) && property.Name != "EqualityContract"), PropertyText))
            .Concat(Sorted(type.Events.Where(static member => IsVisible(member.AddMethod)), EventText))
            .Concat(Sorted(type.Methods.Where(IsOwnMethod), MethodText));

        static IEnumerable<string> Sorted<T>(IEnumerable<T> members, Func<T, string> write)
            where T : IMemberDefinition =>
            members.Select(member => (member.Name, Text: write(member))).OrderBy(static member => member.Name, StringComparer.Ordinal).ThenBy(static member => member.Text, StringComparer.Ordinal).Select(static member => member.Text);
    }

    private static bool IsOwnMethod(MethodDefinition method) =>
        IsVisible(method) && !method.IsConstructor && !method.IsGetter && !method.IsSetter && !method.IsAddOn && !method.IsRemoveOn
        && !method.Name.Contains('<', StringComparison.Ordinal) && !Has(method, "CompilerGeneratedAttribute");

    private static bool IsVisible(MethodDefinition? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static bool IsVisible(FieldDefinition field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static IEnumerable<MethodDefinition?> Accessors(PropertyDefinition property) => [property.GetMethod, property.SetMethod];

    private string FieldText(FieldDefinition field)
    {
        var access = field.IsPublic ? "public" : "protected";
        var type = _names.Of(field.FieldType, Nullability.Of(field, field.DeclaringType));
        return field.HasConstant
            ? $"{access} const {type} {field.Name} = {Literal(field.Constant)};"
            : $"{access} {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name};";
    }

    private string PropertyText(PropertyDefinition property)
    {
        var main = Accessors(property).First(IsVisible)!;
        var required = Has(property, "RequiredMemberAttribute") ? "required " : "";
        var type = _names.Of(property.PropertyType, Nullability.Of(property, property.DeclaringType));
        var name = property.HasParameters ? $"this[{Parameters(main)}]" : property.Name;
        var setter = property.SetMethod?.ReturnType is RequiredModifierType { ModifierType.Name: "IsExternalInit" } ? "init" : "set";
        var accessors = (IsVisible(property.GetMethod) ? "get; " : "") + (IsVisible(property.SetMethod) ? (property.SetMethod!.IsPublic == main.IsPublic ? "" : "protected ") + setter + "; " : "");
        return $"{Modifiers(main)}{required}{type} {name} {{ {accessors}}}";
    }

    private string EventText(EventDefinition member) => $"{Modifiers(member.AddMethod)}event {_names.Of(member.EventType)} {member.Name};";

    private string MethodText(MethodDefinition method)
    {
        var attributes = string.Concat(Attributes(method).Select(static attribute => $"[{attribute}] "));
        return method.IsConstructor
            ? $"{attributes}{Modifiers(method)}{_names.Plain(method.DeclaringType)}({Parameters(method)});"
            : $"{attributes}{Modifiers(method)}{Signature(method, method.Name)};";
    }

    private string Signature(MethodDefinition method, string name)
    {
        var generic = method.HasGenericParameters ? $"<{string.Join(", ", method.GenericParameters.Select(static parameter => parameter.Name))}>" : "";
        return $"{_names.Of(method.ReturnType, Nullability.Of(method.MethodReturnType, method, method.DeclaringType))} {name}{generic}({Parameters(method)}){Constraints(method)}";
    }

    private string Parameters(MethodDefinition method) => string.Join(", ", method.Parameters.Select((parameter, index) =>
    {
        var prefix = index == 0 && Has(method, "ExtensionAttribute") ? "this "
            : Has(parameter, "ParamArrayAttribute") || Has(parameter, "ParamCollectionAttribute") ? "params "
            : parameter.IsOut ? "out " : parameter is { ParameterType.IsByReference: true, IsIn: true } ? "in " : parameter.ParameterType.IsByReference ? "ref " : "";
        var fallback = !parameter.HasDefault && !parameter.IsOptional ? ""
            : parameter.HasConstant && parameter.Constant is not null ? $" = {Literal(parameter.Constant, parameter.ParameterType)}"
            : parameter.ParameterType.IsValueType ? " = default" : " = null";
        return $"{prefix}{_names.Of(parameter.ParameterType, Nullability.Of(parameter, method, method.DeclaringType))} {parameter.Name}{fallback}";
    }));

    private static string Modifiers(MethodDefinition method)
    {
        if (method.DeclaringType.IsInterface)
        {
            return method.IsStatic ? "static " : "";
        }

        var access = method.IsPublic ? "public " : "protected ";
        return access + method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsNewSlot: false } => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };
    }

    private static string Literal(object? value, TypeReference? type = null) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type?.Resolve() is { IsEnum: true } kind => $"{kind.Name}.{kind.Fields.First(field => Equals(field.Constant, value)).Name}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool Has(ICustomAttributeProvider provider, string attribute) => provider.CustomAttributes.Any(candidate => candidate.AttributeType.Name == attribute);

    /// <summary>The warning that the compiler puts on constructors of types with required members.</summary>
    private static bool IsCompilers(CustomAttribute attribute) => attribute is { AttributeType.Name: "ObsoleteAttribute", ConstructorArguments: [{ Value: string text }, ..] } && text.StartsWith("Constructors of types with required members", StringComparison.Ordinal);

    private static IEnumerable<string> Attributes(ICustomAttributeProvider provider) => provider.CustomAttributes
        .Where(static attribute => s_attributes.Contains(attribute.AttributeType.Name) && !IsCompilers(attribute))
        .Select(static attribute =>
        {
            var arguments = attribute.ConstructorArguments.Select(static argument => Literal(argument.Value, argument.Type))
                .Concat(attribute.Properties.Select(static property => $"{property.Name} = {Literal(property.Argument.Value, property.Argument.Type)}"));
            var text = string.Join(", ", arguments);
            return attribute.AttributeType.Name[..^"Attribute".Length] + (text.Length == 0 ? "" : $"({text})");
        })
        .Order(StringComparer.Ordinal);

    private void Line(int depth, string text) => _text.Append(' ', depth * 4).Append(text).Append('\n');
}
