using System.Text;

namespace NumberVerify.Tool.Spec;

/// <summary>A comparison as lines for a terminal.</summary>
internal static class DiffText
{
    public static string Write(DiffReport report)
    {
        var text = new StringBuilder();
        text.Append($"{report.Old} -> {report.New}\n");
        if (report.Changes.Count == 0)
        {
            text.Append("Nothing changes.\n");
        }

        foreach (var kind in DiffReport.Kinds)
        {
            var rows = report.Changes.Where(change => change.Kind == kind).ToList();
            if (rows.Count > 0)
            {
                text.Append($"\n{kind}: {rows.Count}\n");
            }

            foreach (var row in rows)
            {
                text.Append($"  {row.Where}: {Values(row)}[{row.Rule}]\n    {row.Meaning}\n");
            }
        }

        return text.ToString();
    }

    private static string Values(DiffRow row) => (row.Old, row.New) switch
    {
        (null, null) => "",
        (null, { } now) => $"now {now} ",
        ({ } was, null) => $"no longer {was} ",
        ({ } was, { } now) => $"{was} -> {now} ",
    };
}
