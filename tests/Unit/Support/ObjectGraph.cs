using System.Reflection;
using System.Text;

namespace NumberVerify.Unit.Tests.Support;

/// <summary>Every text that an object holds, or reaches through fields of any visibility.</summary>
internal static class ObjectGraph
{
    public static IReadOnlyCollection<string> TextsOf(object root)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>([root]);
        while (open.TryPop(out var value))
        {
            switch (value)
            {
                case null or Type or Assembly or MemberInfo or Delegate or FakeOperator or HttpMessageInvoker or HttpMessageHandler or TimeProvider:
                    continue;
                case string text:
                    texts.Add(text);
                    continue;
                case byte[] bytes:
                    texts.Add(Encoding.UTF8.GetString(bytes));
                    continue;
                case Array array when !seen.Add(array):
                    continue;
                case Array array:
                    foreach (var item in array)
                    {
                        open.Push(item);
                    }

                    continue;
            }

            if (value.GetType() is { IsPrimitive: true } or { IsPointer: true } || (!value.GetType().IsValueType && !seen.Add(value)))
            {
                continue;
            }

            for (var type = value.GetType(); type is not null; type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(static field => !field.FieldType.IsPointer && !field.FieldType.IsByRefLike))
                {
                    open.Push(field.GetValue(value));
                }
            }
        }

        return texts;
    }
}
