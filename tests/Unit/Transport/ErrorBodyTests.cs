using System.Text;
using System.Text.Json;

namespace NumberVerify.Unit.Tests.Transport;

/// <summary>What is kept of an error body: a code that is one, and a status.</summary>
public sealed class ErrorBodyTests
{
    [Theory]
    [InlineData("""{"status":403,"code":"PERMISSION_DENIED","message":"m"}""", "PERMISSION_DENIED", 403)]
    [InlineData("""{"error":"invalid_grant","error_description":"d"}""", "invalid_grant", null)]
    [InlineData("""{"code":"A","error":"b"}""", "A", null)]
    [InlineData("""{"error":"b","code":"A"}""", "A", null)]
    [InlineData("""{"error":"b","code":""}""", "b", null)]
    [InlineData("""{"details":{"code":"INNER"},"code":"OUTER"}""", "OUTER", null)]
    [InlineData("""{"list":[{"code":"INNER"}]}""", null, null)]
    [InlineData("""{"status":"403","code":null}""", null, null)]
    [InlineData("""{"status":403.5}""", null, null)]
    [InlineData("""{"status":99999999999}""", null, null)]
    [InlineData("""{"CODE":"A"}""", null, null)]
    [InlineData("""{"c\u006fde":"A"}""", "A", null)]
    [InlineData("""{"code":"\u0041B"}""", "AB", null)]
    [InlineData("""{"code":"A","broken""", "A", null)]
    [InlineData("""{"code":"A" "status":1}""", "A", null)]
    [InlineData("""{"code":{"a":1},"status":7}""", null, 7)]
    [InlineData("""[{"code":"A"}]""", null, null)]
    [InlineData("\"A\"", null, null)]
    [InlineData("", null, null)]
    [InlineData("<html>", null, null)]
    [InlineData("""{"message":"m","success":false,"errors":{"message":"m"},"error_code":"60022"}""", "60022", null)]
    [InlineData("""{"error_code":60001}""", "60001", null)]
    [InlineData("""{"error_code":"60001","code":"A"}""", "A", null)]
    [InlineData("""{"error":"e","error_code":"60001"}""", "60001", null)]
    [InlineData("""{"error_code":"346661"}""", null, null)]
    [InlineData("""{"error_code":"+3466"}""", null, null)]
    [InlineData("""{"error_code":-1}""", null, null)]
    [InlineData("""{"error_code":6.5}""", null, null)]
    [InlineData("""{"error_code":"60 01"}""", null, null)]
    [InlineData("""{"error_code":"\u0031"}""", null, null)]
    [InlineData("""{"error_code":""}""", null, null)]
    [InlineData("""{"error_code":{"a":"60001"}}""", null, null)]
    [InlineData("""{"errors":{"error_code":"60001"}}""", null, null)]
    public void Code_and_status_are_read_where_they_are(string body, string? code, int? status) => Assert.Equal(new ErrorBody(code, status), ErrorBody.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("7UP", null)]
    [InlineData("_A", null)]
    [InlineData(" A", null)]
    [InlineData("+34666", null)]
    [InlineData("é", null)]
    [InlineData("A", "A")]
    [InlineData("NUMBER_VERIFICATION.X-y:z9", "NUMBER_VERIFICATION.X-y:z9")]
    [InlineData("A\nB", "A")]
    [InlineData("A<script>", "A")]
    [InlineData("Aé", "A")]
    public void A_code_is_the_longest_beginning_that_looks_like_one(string? text, string? code) => Assert.Equal(code, ErrorBody.MachineCodeOf(text));

    [Fact]
    public void Whatever_bytes_come_reading_does_not_fail_and_keeps_only_codes()
    {
        var random = new Random(20260112);
        for (var run = 0; run < 20_000; run++)
        {
            var text = $$"""{"code":{{JsonSerializer.Serialize(Texts.Random(random))}},"status":{{random.Next()}},"error":"{{Texts.Random(random)}}"}""";
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var change = random.Next(4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var error = ErrorBody.Read(bytes.AsSpan(0, random.Next(bytes.Length + 1)));

            Assert.True(error.Code is null or { Length: > 0 and <= 96 } && error.Code?.AsSpan().ContainsAnyExceptInRange('-', 'z') != true);
        }
    }

    [Fact]
    public void A_body_nested_deeply_is_left_alone() => Assert.Equal(default, ErrorBody.Read(Encoding.UTF8.GetBytes("""{"a":""" + new string('[', 60_000))));
}
