using System.Text.Json.Nodes;
using NumberVerify.SpecTool.Model;

namespace NumberVerify.SpecTool.Update;

/// <summary>
/// Gives a document of ours the contract of another. Whatever the two have in common keeps its lines; what is ours alone is taken out and remembered; what is theirs
/// alone comes back from memory, with our words, or is written anew without any. None of their prose is ever taken.
/// </summary>
/// <remarks>
/// There and back leaves the same bytes: all that was ours is remembered with its neighbours, and all that an update wrote is forgotten when it goes, as long as
/// nobody has put words into it.
/// </remarks>
internal sealed class ContractMerge(UpdateRecord record, StatusPhrases phrases, string path)
{
    public void Merge(YamlCollection ours, JsonObject theirs) => Members(ours, theirs, Frame.Object(Grammar.Document), "");

    private void Members(YamlCollection ours, JsonObject theirs, Frame frame, string address)
    {
        var reference = frame.IsReference(theirs);
        var before = ours.Entries.ToList();
        foreach (var entry in before)
        {
            if (frame.IsProse(entry.Name) ? reference : !theirs.ContainsKey(entry.Name))
            {
                PutAside(ours, entry, before, frame, Address.Member(address, entry.Name));
                ours.Entries.Remove(entry);
            }
        }

        foreach (var (name, value) in theirs)
        {
            if (!frame.IsProse(name) && ours.Find(name) is { } entry)
            {
                Follow(ours, entry, value, frame, Address.Member(address, name), before);
            }
        }

        Restore(ours, theirs, frame, address, reference);
        var written = theirs.Where(member => !frame.IsProse(member.Key)).Select(member => member.Key).ToList();
        for (var index = 0; index < written.Count; index++)
        {
            if (ours.Find(written[index]) is null)
            {
                var previous = written.Take(index).Reverse().Select(name => ours.Entries.FindIndex(entry => entry.Name == name)).FirstOrDefault(found => found >= 0, -1);
                Write(ours, previous >= 0 ? previous + 1 : ours.Entries.FindIndex(entry => !frame.IsProse(entry.Name)), written[index], frame.Bare(written[index], theirs[written[index]], phrases), Address.Member(address, written[index]));
            }
        }

        if (frame.Kind == Grammar.Response && !reference && ours.Find("description") is null)
        {
            Write(ours, 0, "description", phrases.Of(Pointer.Split(address).Last()), Address.Member(address, "description"));
        }
    }

    /// <summary>What came back, in the order in which it went, and each between the neighbours it had.</summary>
    private void Restore(YamlCollection ours, JsonObject theirs, Frame frame, string address, bool reference)
    {
        foreach (var name in record.Retired.Select(text => Address.NameIn(address, text.At)).OfType<string>().Distinct().ToList())
        {
            if (ours.Find(name) is not null || (frame.IsProse(name) ? reference : !theirs.ContainsKey(name)))
            {
                continue;
            }

            var member = Address.Member(address, name);
            var value = theirs[name];
            var text = record.Take(member, text => !frame.IsProse(name) && Same(frame, name, ours.Read(text.Text, path).Value, value))!;
            var entry = ours.Read(text.Text, path);
            ours.Entries.Insert(PlaceOf(text, ours, address), entry);
            if (!frame.IsProse(name))
            {
                Follow(ours, entry, value, frame, member, ours.Entries.ToList());
            }
        }
    }

    private int PlaceOf(RetiredText text, YamlCollection ours, string address)
    {
        var seen = new HashSet<string>();
        var above = text.After;
        while (above is not null && ours.Find(above) is null && seen.Add(above))
        {
            above = record.Retired.LastOrDefault(other => other.At == Address.Member(address, above))?.After;
        }

        var after = above is null ? -1 : ours.Entries.FindIndex(entry => entry.Name == above);
        var below = text.Before is null ? -1 : ours.Entries.FindIndex(entry => entry.Name == text.Before);
        return below > after ? below : text.After is not null && after < 0 && below < 0 ? ours.Entries.Count : after + 1;
    }

    private void Follow(YamlCollection ours, YamlEntry entry, JsonNode? theirs, Frame frame, string address, List<YamlEntry> neighbours)
    {
        var value = entry.Value;
        if (Same(frame, entry.Name, value, theirs) || TryMerge(entry, theirs, frame, address))
        {
            return;
        }

        var name = entry.Name;
        var known = record.Take(address, text => Same(frame, name, ours.Read(text.Text, path).Value, theirs), orAny: frame.Inside(name) is not (null, null));
        var index = ours.Entries.IndexOf(entry);
        PutAside(ours, entry, neighbours, frame, address);
        if (known is not null)
        {
            ours.Entries[index] = ours.Read(known.Text, path);
            if (Same(frame, name, ours.Entries[index].Value, theirs) || TryMerge(ours.Entries[index], theirs, frame, address))
            {
                return;
            }

            record.Retire(known);
        }

        ours.Entries.RemoveAt(index);
        var sorted = InOurOrder(value, theirs);
        Write(ours, index, name, Same(frame, name, sorted, theirs) ? frame.Bare(name, sorted, phrases) : frame.Bare(name, theirs, phrases), address);
    }

    /// <summary>False where the two are not of one kind, or where nothing would be left to write line by line.</summary>
    private bool TryMerge(YamlEntry entry, JsonNode? theirs, Frame frame, string address)
    {
        var (mapping, items) = frame.Inside(entry.Name);
        switch (entry.Children, theirs)
        {
            case ({ IsList: false } children, JsonObject members) when mapping is not null:
                if (!members.Any(member => !mapping.IsProse(member.Key)) && (mapping.IsReference(members) || !children.Entries.Exists(child => mapping.IsProse(child.Name))))
                {
                    return false;
                }

                Members(children, members, mapping, address);
                return true;
            case ({ IsList: true } children, JsonArray { Count: > 0 } list) when items is not null && list.All(item => item is JsonObject) && children.Entries.TrueForAll(child => child.Value is JsonObject):
                Items(children, list, Frame.Object(items), items, address);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Lists follow their order; an item is ours where the contract is the same, or at least what it is called.</summary>
    private void Items(YamlCollection ours, JsonArray theirs, Frame frame, NodeKind kind, string address)
    {
        var member = new NodeKind.Member(kind, NodeKind.Shape.One);
        var entries = ours.Entries.ToList();
        var ourNames = Address.NamesOf(new JsonArray([.. entries.Select(entry => entry.Value?.DeepClone())]));
        var theirNames = Address.NamesOf(theirs);
        var matches = new int?[theirs.Count];
        Match((our, their) => ourNames[our] == theirNames[their] && Equal(entries[our].Value, theirs[their]));
        Match((our, their) => Equal(entries[our].Value, theirs[their]));
        Match((our, their) => ourNames[our] == theirNames[their]);
        for (var our = 0; our < entries.Count; our++)
        {
            if (!matches.Contains(our))
            {
                PutAsideItem(ours, entries[our], frame, Address.Item(address, ourNames[our]));
            }
        }

        var result = new List<YamlEntry>();
        for (var their = 0; their < theirs.Count; their++)
        {
            var at = Address.Item(address, theirNames[their]);
            var value = (JsonObject)theirs[their]!;
            var entry = matches[their] is { } our ? entries[our] : null;
            if (entry is not null && !Equal(entry.Value, value) && !TryMergeItem(entry, value, frame, at))
            {
                PutAsideItem(ours, entry, frame, at);
                entry = null;
            }

            if (entry is null && record.Take(at, text => Equal(ValueOf(text), value)) is { } known)
            {
                entry = ours.Read(known.Text, path);
                if (!Equal(entry.Value, value) && !TryMergeItem(entry, value, frame, at))
                {
                    record.Retire(known);
                    entry = null;
                }
            }

            if (entry is null)
            {
                entry = ours.New("", frame.Bare(value, phrases, ""));
                record.Write(at);
            }

            result.Add(entry);
        }

        ours.Entries.Clear();
        ours.Entries.AddRange(result);

        void Match(Func<int, int, bool> fits)
        {
            for (var their = 0; their < matches.Length; their++)
            {
                matches[their] ??= Enumerable.Range(0, entries.Count).Where(our => !matches.Contains(our) && fits(our, their)).Select(our => (int?)our).FirstOrDefault();
            }
        }

        bool Equal(JsonNode? left, JsonNode? right) => Nodes.Same(SpecContract.Strip(left, member), SpecContract.Strip(right, member));

        JsonNode? ValueOf(RetiredText text) => ours.Read(text.Text, path).Value;
    }

    private bool TryMergeItem(YamlEntry entry, JsonObject theirs, Frame frame, string address)
    {
        if (entry.Children is not { IsList: false } children || theirs.All(member => frame.IsProse(member.Key)))
        {
            return false;
        }

        Members(children, theirs, frame, address);
        return true;
    }

    private void PutAside(YamlCollection ours, YamlEntry entry, List<YamlEntry> neighbours, Frame frame, string address)
    {
        if (record.IsWritten(address) && IsAsWritten(ours, entry, !frame.HasWords(entry.Name, entry.Value)))
        {
            record.Forget(address);
            return;
        }

        var index = neighbours.IndexOf(entry);
        record.Retire(new RetiredText(address, ours.TextOf(entry), index > 0 ? neighbours[index - 1].Name : null, index + 1 < neighbours.Count ? neighbours[index + 1].Name : null));
    }

    private void PutAsideItem(YamlCollection ours, YamlEntry entry, Frame frame, string address)
    {
        if (record.IsWritten(address) && IsAsWritten(ours, entry, entry.Value is JsonObject item && !item.Any(member => frame.HasWords(member.Key, member.Value))))
        {
            record.Forget(address);
        }
        else
        {
            record.Retire(new RetiredText(address, ours.TextOf(entry), null, null));
        }
    }

    private static bool IsAsWritten(YamlCollection ours, YamlEntry entry, bool wordless)
    {
        if (!wordless)
        {
            return false;
        }

        // Merged meanwhile or not: what counts is what stands there now.
        var text = ours.TextOf(entry);
        var value = ours.Read(text, "").Value;
        return text == ours.TextOf(ours.New(entry.Name, value));
    }

    private void Write(YamlCollection ours, int index, string name, JsonNode? value, string address)
    {
        ours.Entries.Insert(index < 0 ? ours.Entries.Count : index, ours.New(name, value));
        record.Write(address);
    }

    /// <summary>In a list of plain values, those that stay keep their places.</summary>
    private static JsonNode? InOurOrder(JsonNode? ours, JsonNode? theirs)
    {
        if (ours is not JsonArray our || theirs is not JsonArray their || their.Any(item => item is JsonObject or JsonArray))
        {
            return theirs;
        }

        return new JsonArray([.. their.OrderBy(item => our.Select((other, index) => (other, index)).FirstOrDefault(pair => Nodes.Same(pair.other, item), (null, int.MaxValue)).Item2).Select(item => item?.DeepClone())]);
    }

    private static bool Same(Frame frame, string name, JsonNode? left, JsonNode? right) => Nodes.Same(frame.Contract(name, left), frame.Contract(name, right));
}
