// What the compiler asks for when it lowers C# of today for netstandard2.0.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
