// Writes what a package says of what it is made of: bom.json (CycloneDX) and THIRD-PARTY-NOTICES.txt, from what restore wrote down. The same input gives the same bytes.
//   --name ID --version VERSION --license SPDX --folder FOLDER --assets FILE [--holds FILE]...: the project.assets.json of the package, and of each program that it holds
using NumberVerify.PackageFacts;

var options = args.Chunk(2).ToLookup(static pair => pair[0], static pair => pair.Length == 2 ? pair[1] : "");
string Single(string name) => options[name].SingleOrDefault() is { Length: > 0 } value ? value : throw new ArgumentException($"{name} is missing, or given twice.");
try
{
    var own = new PackageIdentity(Single("--name"), Single("--version"), Single("--license"));
    var graph = DependencyGraph.Of([AssetsFile.Read(Single("--assets"), own), .. options["--holds"].Select(file => AssetsFile.ReadProgram(file, own))]);
    var folder = Directory.CreateDirectory(Single("--folder")).FullName;
    File.WriteAllText(Path.Combine(folder, "bom.json"), BillOfMaterials.Write(own, graph));
    File.WriteAllText(Path.Combine(folder, "THIRD-PARTY-NOTICES.txt"), Notices.Write(own, graph));
    return 0;
}
catch (Exception exception) when (exception is IOException or ArgumentException or InvalidDataException or UnauthorizedAccessException)
{
    // MSBuild's form: the build shows it as an error of its own.
    Console.WriteLine($"PackageFacts : error NVPACK0001: {exception.Message}");
    return 1;
}
