namespace Namel3ss.Compiler.Tests.Scaling;

/// <summary>A file, or several, that grows in one of the ways in which files grow.</summary>
/// <param name="Name">What it is many of.</param>
/// <param name="Most">As many as the language allows, or as make a large file.</param>
/// <param name="Write">Writes a project with so many.</param>
public sealed record GrowingFiles(string Name, int Most, Func<int, IReadOnlyList<string>> Write)
{
    private const string Chain = "chain c:\n    inputs:\n        x: integer\n        b: boolean\n        t: text\n        m: text? = null\n        l: list<text>\n";
    private const int MaxSteps = 1000;
    private const int MaxDepth = 60;

    /// <summary>How often there is what alone would be done too soon to be measured.</summary>
    private const int Times = 200;

    public static IReadOnlyList<GrowingFiles> All { get; } =
    [
        // Chains and models.
        Of("chains", 16_000, n => Many(n, i => $"chain c{i}:\n    step word:\n")),
        new("files", 4_000, n => [.. Enumerable.Range(0, n).Select(i => $"chain c{i}:\n    step s:\n        target: {(i == 0 ? "word" : $"c{i - 1}")}\n")]),
        Of("chains that call the next", 8_000, n => Many(n, i => $"chain c{i}:\n    step c{i + 1}:\n") + $"chain c{n}:\n    step word:\n"),
        Of("chains that call the one before", 8_000, n => "chain c0:\n    step word:\n" + Many(n, i => $"chain c{i + 1}:\n    step c{i}:\n")),
        Of("chains in an endless ring", 8_000, n => Many(n, i => $"chain c{i}:\n    step s:\n        target: c{(i + 1) % n}\n")),
        Of("chains in a ring that ends", 8_000, n => Many(n, i => $"chain c{i}:\n    inputs:\n        b: boolean\n    output: word\n    step word:\n    step s:\n        target: c{(i + 1) % n}\n        if: b\n")),
        Of("chains that call both neighbours", 2_000, n => Many(n, i => $"chain c{i}:\n    output: word\n    step word:\n    step a:\n        target: c{(i + 1) % n}\n        if: 1 == 2\n    step b:\n        target: c{(i + n - 1) % n}\n        if: 1 == 2\n{(i == n / 2 ? "    step shout:\n" : "")}")),
        Of("calls of one chain", 8_000, n => "chain z:\n    step shout:\n" + Many(n, i => $"chain c{i}:\n    step z:\n")),
        Of("pairs that call each other", 8_000, n => Many(n, i => $"chain a{i}:\n    step b{i}:\nchain b{i}:\n    step a{i}:\n")),
        Of("chains of one name", 8_000, n => Many(n, _ => "chain c:\n    step word:\n")),
        new("files of one chain", 4_000, n => [.. Enumerable.Range(0, n).Select(_ => "chain c:\n    step word:\n")]),
        Of("chains that call twenty in a ring", 1_000, n => Many(n, i => $"chain c{i}:\n    inputs:\n        b: boolean\n    output: word\n    step word:\n" + Many(20, j => $"    step s{j}:\n        target: c{(i + j + 1) % n}\n        if: b\n"))),
        Of("chains whose parameters are lifted", 8_000, n => Many(n, i => $"chain c{i}:\n    step shout:\n    step join:\n")),
        Of("models", 16_000, n => Many(n, i => $"llm m{i}:\n    model: a\n")),
        Of("models in a ring", 8_000, n => Many(n, i => $"llm m{i}:\n    fallback: [m{(i + 1) % n}]\n")),
        Of("models of one name", 8_000, n => Many(n, _ => "llm m:\n    model: a\n")),
        new("files with a model", 2_000, n => [.. Enumerable.Range(0, n).Select(i => $"llm m{i}:\n    model: a\nchain c{i}:\n    step s:\n        target: m{(i + 7) % n}\n        prompt: a\n")]),
        Of("models to fall back on", 8_000, n => Many(n, i => $"llm m{i}:\n    model: a\n") + $"llm z:\n    fallback: [{Many(n, i => $"m{i}, ")}m0]\n"),

        // Names that are misspelt or stand twice.
        Of("misspelt targets", 7_000, n => Many(n, i => $"chain {new string('k', 50)}{i:000000}:\n    step s:\n        target: {new string('l', 50)}{i:000000}\n")),

        // Each file looks for the name in those of the project.
        new("files with a misspelt target", 8_000, n => [.. Enumerable.Range(0, n).Select(i => $"chain {new string('k', i % 50)}_{i}:\n    step s:\n        target: {new string('l', i % 50)}_{i}\n")]),
        new("files with a misspelt fallback", 8_000, n => [.. Enumerable.Range(0, n).Select(i => $"llm model_number_{i}:\n    fallback: [modell_number_{i}]\n")]),
        new("files with a misspelt chain", 8_000, n => [.. Enumerable.Range(0, n).Select(i => $"chain answer_to_question_{i}:\n    step asnwer_to_question_{i}:\n        kind: chain\n")]),
        new("files with a step that names no llm", 8_000, n => [.. Enumerable.Range(0, n).Select(i => $"llm model_number_{i}:\nchain c{i}:\n    step classify:\n        kind: llm\n        prompt: a\n")]),
        Of("misspelt options", 8_000, n => "chain c:\n    step shout:\n        options:\n            text: a\n" + Many(n, i => $"            tex{i}: {i}\n")),
        Of("misspelt names in expressions", 8_000, n => "chain c:\n    inputs:\n" + Many(n, i => $"        input_number_{i}: text\n") + Text(n, i => $"{{{{ inputt_number_{i} }}}}")),
        Of("misspelt members", 8_000, n => "chain c:\n    inputs:\n        f: Feedback\n" + Text(n, i => $"{{{{ f.tex{i} }}}}")),
        Of("misspelt fallbacks", 8_000, n => Many(n, i => $"llm model_{i}:\n    fallback: [modell_{i}]\n")),
        Of("misspelt dependencies", MaxSteps, n => "chain c:\n" + Many(n - 1, i => $"    step step_{i}:\n        target: word\n") + $"    step z:\n        target: word\n        depends_on: [{Many(n, i => $"stepp_{i}, ")}x]\n"),
        Of("options of a chain with many inputs", 2_000, n => "chain c:\n    inputs:\n" + Many(n, i => $"        i{i}: text\n") + "    step word:\nchain d:\n    step c:\n        options:\n" + Many(n, i => $"            o{i}: a\n")),
        Of("unknown keys", 8_000, n => "chain c:\n    step word:\n" + Many(n, i => $"        targett{i}: word\n")),
        Of("unknown declarations", 16_000, n => Many(n, i => $"chainn c{i}:\n")),
        Of("unknown members of an object", 8_000, n => "chain c:\n    step keep:\n        options:\n            feedback:\n                text: a\n" + Many(n, i => $"                text{i}: {i}\n")),
        Of("members of an object that stand twice", 8_000, n => "chain c:\n    step keep:\n        options:\n            feedback:\n" + Many(n, i => $"                te_xt{(i % 2 == 0 ? "_" : "")}: a\n")),
        Of("misspelt members of an enum", 8_000, n => Many(n, i => $"chain c{i}:\n    step rate:\n        options:\n            level: lo{i}\n")),
        Of("steps that cannot be read", 8_000, n => Many(n, i => $"chain c{i}:\n    step s{i}:\n        targett: word\n")),
        Of("texts that are names", 4_000, n => "chain c:\n    inputs:\n" + Many(n, i => $"        input_number_{i}: text\n") + "    step take:\n        options:\n            anything:\n" + Many(n, i => $"                - input_number_{i}\n")),
        Of("keys that stand twice", 16_000, n => "chain c:\n    step s:\n" + Many(n, _ => "        target: word\n")),
        Of("options that stand twice", 16_000, n => "chain c:\n    step take:\n        options:\n" + Many(n, _ => "            anything: word\n")),
        Of("lines of no language", 16_000, n => Many(n, i => $"%&/( {i}\n")),
        Of("steps of one name", MaxSteps, n => "chain c:\n" + Many(n, _ => "    step s:\n        target: word\n")),
        Of("loops of one variable", 4_000, n => Chain + Many(n, _ => "    for v in l:\n") + "    step word:\n"),
        Of("branches of one step", 400, n => Chain + "    if x == 0:\n        step word:\n" + Many(n, i => $"    elif x == {i + 1}:\n        step word:\n            parallel: true\n")),

        // Inputs, options, types.
        Of("inputs", 8_000, n => "chain c:\n    inputs:\n" + Many(n, i => $"        i{i}: text\n") + "    step word:\n"),
        Of("inputs that are read", 8_000, n => "chain c:\n    inputs:\n" + Many(n, i => $"        i{i}: text\n") + Text(n, i => $"{{{{ i{i} }}}}")),
        Of("inputs given to a chain", 4_000, n => "chain c:\n    inputs:\n" + Many(n, i => $"        i{i}: text\n") + "    step word:\nchain d:\n    step c:\n        options:\n" + Many(n, i => $"            i{i}: a\n")),
        Of("options", 16_000, n => "chain c:\n    step free:\n        options:\n" + Many(n, i => $"            k{i}: {i}\n")),
        Of("unclosed lists", 8_000, n => "chain c:\n    step free:\n        options:\n" + Many(n, i => $"            k{i}: [\n")),
        Of("empty blocks of text", 8_000, n => "chain c:\n    step free:\n        options:\n" + Many(n, i => $"            k{i}: |\n")),
        Of("types", 8_000, n => "chain c:\n    inputs:\n" + Many(n, i => $"        i{i}: T{i}\n") + "    step word:\n"),
        Of("types that are not there beside a mistake", 4_000, n => Many(n, i => $"chain c{i}:\n    inputs:\n        x: T{i}\n    step word:\n") + "chain z:\n    step none:\n"),
        Of("items of a default", 32_000, n => $"chain c:\n    inputs:\n        l: list<integer> = [{Many(n, i => $"{i}, ")}0]\n    step word:\n"),
        Of("expressions in a list", 16_000, n => $"{Chain}    step take:\n        options:\n            anything: [{Many(n, _ => "{{ t }}, ")}a]\n"),
        Of("maps in a list", 8_000, n => "chain c:\n    step take:\n        options:\n            anything:\n" + Many(n, i => $"                - a: {i}\n                  b: c\n")),
        Of("items of a list", 64_000, n => $"chain c:\n    step take:\n        options:\n            anything: [{Many(n, i => $"{i}, ")}0]\n"),
        Of("parts of a type", 60, n => "chain c:\n    inputs:\n" + Many(Times, i => $"        x{i}: {Many(n, _ => "A.")}B{i}\n") + "    step word:\n"),

        // Steps and blocks.
        Of("steps", MaxSteps, n => "chain c:\n" + Many(n, i => $"    step s{i}:\n        target: word\n")),
        Of("steps that read the one before", MaxSteps, n => "chain c:\n    step s0:\n        target: word\n" + Many(n - 1, i => $"    step s{i + 1}:\n        kind: template\n        text: \"{{{{ s{i} }}}}\"\n")),
        Of("parallel steps", MaxSteps, n => "chain c:\n" + Many(n, i => $"    step s{i}:\n        target: word\n        parallel: true\n")),
        Of("steps as the data flows", MaxSteps, n => "chain c:\n    schedule: dataflow\n" + Many(n, i => $"    step s{i}:\n        target: word\n        depends_on: [{(i == 0 ? "" : $"s{i - 1}")}]\n")),
        Of("steps in a circle", MaxSteps, n => "chain c:\n" + Many(n, i => $"    step s{i}:\n        target: word\n        depends_on: [s{(i + 1) % n}]\n")),
        Of("steps that depend on thirty", MaxSteps, n => "chain c:\n    schedule: dataflow\n" + Many(n, i => $"    step s{i}:\n        target: word\n        depends_on: [{Many(Math.Min(i, 30), j => $"s{i - 1 - j}, ")}]\n")),
        Of("steps that depend on thirty later ones", MaxSteps, n => "chain c:\n" + Many(n, i => $"    step s{i}:\n        target: word\n        depends_on: [{Many(Math.Min(n - 1 - i, 30), j => $"s{i + 1 + j}, ")}]\n")),
        Of("steps in many circles", MaxSteps, n => "chain c:\n" + Many(n, i => $"    step s{i}:\n        target: word\n        depends_on: [{Many(20, j => $"s{(i + j + 1) % n}, ")}]\n")),
        Of("dependencies that are inputs", MaxSteps - 1, n => "chain c:\n    inputs:\n" + Many(n, i => $"        s{i}: text\n") + "    step word:\nchain d:\n" + Many(n, i => $"    step s{i}:\n        target: word\n") + $"    step c:\n        depends_on: [{Many(n, i => $"s{i}, ")}]\n"),
        Of("steps with a condition", MaxSteps, n => $"{Chain}    step s0:\n        target: word\n" + Many(n - 1, i => $"    step s{i + 1}:\n        target: word\n        if: s{i} == 'a' or x == {i}\n")),
        Of("parallel steps that read their neighbour", MaxSteps, n => "chain c:\n    step s0:\n        target: word\n        parallel: true\n" + Many(n - 1, i => $"    step s{i + 1}:\n        target: shout\n        parallel: true\n        options:\n            text: {{{{ s{i} }}}}\n")),
        Of("steps over a list", MaxSteps, n => Chain + Many(n, i => $"    step s{i}:\n        target: shout\n        for_each: {(i == 0 ? "l" : $"s{i - 1}")}\n        as: text\n")),
        Of("steps that may be without a value", MaxSteps, n => "chain c:\n" + Many(n - 1, i => $"    step s{i}:\n        target: word\n        stop_on_error: false\n") + Text(n - 1, i => $"{{{{ s{i} ?? '' }}}}")),
        Of("steps of a model", MaxSteps, n => "llm m:\n    model: a\nchain c:\n    step s0:\n        target: word\n" + Many(n - 1, i => $"    step s{i + 1}:\n        target: m\n        prompt: \"{{{{ s{i} }}}}\"\n")),
        Of("steps of Python", MaxSteps, n => "chain c:\n" + Many(n, i => $"    step s{i}:\n        kind: python\n        target: tool.run\n        options:\n            i: {i}\n")),
        Of("steps that are tried again", MaxSteps, n => "chain c:\n" + Many(n, i => $"    step s{i}:\n        target: word\n        timeout: 5s\n        retry:\n            attempts: 3\n            delay: 1s\n")),
        Of("outputs", MaxSteps, n => "chain c:\n    output: [" + Many(n - 1, i => $"s{i}, ") + $"s{n - 1}]\n" + Many(n, i => $"    step s{i}:\n        target: word\n")),
        Of("outputs of one name", 32_000, n => $"chain c:\n    output: [{Many(n, _ => "word, ")}word]\n    step word:\n"),
        Of("dependencies of a step", MaxSteps, n => "chain c:\n" + Many(n - 1, i => $"    step s{i}:\n        target: word\n") + $"    step join:\n        depends_on: [{Many(n - 2, i => $"s{i}, ")}s{n - 2}]\n"),
        Of("branches", MaxSteps, n => Chain + "    if x == 0:\n        step s:\n            target: word\n" + Many(n - 1, i => $"    elif x == {i + 1}:\n        step s{i}:\n            target: word\n")),
        Of("branches of one step that is read", 800, n => Chain + "    if x == 0:\n        step word:\n" + Many(n / 2, i => $"    elif x == {i + 1}:\n        step word:\n") + Many(n / 2, i => $"    step s{i}:\n        kind: template\n        text: \"{{{{ word }}}}\"\n")),
        Of("loops one after another", MaxSteps, n => Chain + Many(n, i => $"    for v{i} in l:\n        step s{i}:\n            target: word\n")),
        Of("loops with a condition", MaxSteps, n => Chain + Many(n, i => $"    while b:\n        max_iterations: 3\n        step s{i}:\n            target: word\n")),
        Of("steps of a loop that read the next", MaxSteps, n => $"{Chain}    while b:\n        max_iterations: 3\n" + Many(n - 1, i => $"        step s{i}:\n            target: shout\n            options:\n                text: {{{{ s{i + 1} ?? '' }}}}\n") + $"        step s{n - 1}:\n            target: word\n"),
        Of("steps of a loop that wait for the next", MaxSteps, n => $"{Chain}    while b:\n        max_iterations: 3\n" + Many(n - 1, i => $"        step s{i}:\n            target: shout\n            options:\n                text: {{{{ s{i + 1} }}}}\n") + $"        step s{n - 1}:\n            target: shout\n            options:\n                text: {{{{ s0 }}}}\n"),
        Of("loops in loops", MaxDepth, n => Many(Times, c => $"chain c{c}:\n    inputs:\n        l: list<text>\n" + Many(n, i => $"{new string(' ', 4 + i)}for v{i} in l:\n") + $"{new string(' ', 4 + n)}step word:\n")),
        Of("blocks in blocks", MaxDepth, n => Many(Times, c => $"chain c{c}:\n    inputs:\n        b: boolean\n" + Many(n, i => $"{new string(' ', 4 + i)}if b:\n") + $"{new string(' ', 4 + n)}step word:\n")),

        // Texts and expressions.
        Of("places in a text", 16_000, n => Chain + Text(n, _ => "{{ t }}")),
        Of("braces that are not closed", 64_000, n => Chain + $"    step s:\n        kind: template\n        text: \"{Many(n, _ => "{{ ")}\"\n"),
        Of("quotes in a condition", 64_000, n => $"{Chain}    step word:\n        if: \"{Many(n, _ => "\\\"")}\n"),
        Of("quotes of two kinds in a condition", 64_000, n => $"{Chain}    step word:\n        if: {Many(n, _ => "'\"")}\n"),
        Of("quotes before braces in a condition", 64_000, n => $"{Chain}    step word:\n        if: \"{Many(n, _ => "\\\"")} {{{{ x }}}}\n"),
        Of("quotes in a head", 64_000, n => $"{Chain}    if \"{Many(n, _ => "\\\"")}:\n        step word:\n"),
        Of("quotes in braces", 64_000, n => $"{Chain}    step s:\n        kind: template\n        text: {{{{ \"{Many(n, _ => "\\\"")} }}}}\n"),
        Of("quotes in braces in quotes", 64_000, n => $"{Chain}    step s:\n        kind: template\n        text: \"{{{{ \\\"{Many(n, _ => "\\\\\\\"")} }}}}\"\n"),
        Of("texts of three quotes", 8_000, n => "chain c:\n    step take:\n        options:\n            anything:\n" + Many(n, _ => "                - \"\"\"\n                  x:\"\"\"\n")),
        Of("keys with three quotes", 8_000, n => "chain c:\n    step free:\n        options:\n" + Many(n, i => $"            k{i}: \"\"\"\n")),
        Of("single braces", 16_000, n => Chain + $"    step s:\n        kind: template\n        text: \"{Many(n, _ => "{t ")}\"\n"),
        Of("lines of text", 16_000, n => Chain + Text(n, i => $"line {i}")),
        Of("blank lines of a text", 64_000, n => $"{Chain}    step s:\n        kind: template\n        text: |\n{new string('\n', n)}            a\n"),
        Of("words of a bare text", 64_000, n => $"{Chain}    step s:\n        kind: template\n        text: {Many(n, _ => "word ")}\n"),
        Of("signs of a bare text", 64_000, n => $"{Chain}    step s:\n        kind: template\n        text: a{Many(n, i => i % 2 == 0 ? "#: " : "a#\"'")}\n"),
        Of("escapes", 64_000, n => $"{Chain}    step s:\n        kind: template\n        text: \"{Many(n, _ => "\\u2028\\\"")}\"\n"),
        Of("wrong escapes", 32_000, n => $"{Chain}    step s:\n        kind: template\n        text: \"{Many(n, _ => "\\q")}\"\n"),
        Of("lines of a description", 32_000, n => $"chain c:\n    description: |\n{Many(n, _ => "        <a> & b\n")}    step word:\n"),
        Of("letters of a name", 64_000, n => $"chain {new string('c', n)}:\n    step {new string('s', n)}:\n        target: {new string('t', n)}\n"),
        Of("digits of a number", 64_000, n => $"chain c:\n    step take:\n        options:\n            anything: 0.{new string('9', n)}\n    step word:\n        if: 1 == {new string('9', n)}\n"),
        Of("arguments of a function", 16_000, n => $"{Chain}    step word:\n        if: contains({Many(n, _ => "t, ")}t)\n"),
        Of("values that may be missing", 60, n => Chain + Text(Times, _ => $"{{{{ {Many(n, _ => "m ?? ")}t }}}}")),
        Of("conditions", 60, n => Chain + Many(Times, s => $"    step s{s}:\n        target: word\n        if: {Many(n, i => $"x == {i} and ")}b\n")),
        Of("colons in a head", 64_000, n => $"{Chain}    if {new string(':', n)}\n        step word:\n"),
        Of("sums", 60, n => Chain + Many(Times, s => $"    step s{s}:\n        target: word\n        if: 1 == {Many(n, _ => "x + ")}x\n")),
        Of("comments", 32_000, n => "chain c:\n    step word:\n" + Many(n, _ => "# a comment\n")),
        Of("blank lines", 64_000, n => "chain c:\n    step word:\n" + new string('\n', n)),
        Of("ids in a comment that silences", 16_000, n => $"chain c:\n    # n3-disable {Many(n, _ => "N3S3006, ")}N3S3007\n    timeout: 1\n    step word:\n"),
        Of("comments that silence", 8_000, n => Many(n, i => $"chain c{i}:\n    # n3-disable N3S3006\n    timeout: 1\n    step shout:\n")),
        Of("lines that fit nowhere", 16_000, n => "chain c:\n    step word:\n" + Many(n, i => $"{new string(' ', 5 + (i % 2))}parallel: true\n")),
    ];

    private static GrowingFiles Of(string name, int most, Func<int, string> write) => new(name, most, n => [write(n)]);

    private static string Many(int count, Func<int, string> write) => string.Concat(Enumerable.Range(0, count).Select(write));

    private static string Text(int count, Func<int, string> line) =>
        $"    step s:\n        kind: template\n        text: |\n{Many(count, i => $"            {line(i)}\n")}";
}
