using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Namel3ss.Compiler.Emit;
using Namel3ss.Compiler.Tests.Semantics;

namespace Namel3ss.Compiler.Tests.Emit;

/// <summary>Text of a file can never be read as code: it comes back as the same value, and adds no token.</summary>
public class InjectionTests
{
    private static readonly Project Shop = new(
        Connectors.Of("t: int (string x, IReadOnlyDictionary<string, object?> rest)\nletter: int (char x)\nlink: int (Uri x)"),
        ("tool.py", "def tool(x): pass\n"));

    public static TheoryData<string> Hostile =>
    [
        "\"", "\\", "\\\"", "\"; System.Environment.Exit(1); \"", "*/ } } /*", "// x", "{0} {{ }}", "$\"{x}\"", "@\"\"", "\"\"\"\"",
        "\r", "\n", "\r\n", "\u0085", "\u2028", "\u2029", "\0", "\u0001\u001f\u007f", "\ufeff", "\u200b\u202e\u2066", "🚀",
        "\ue000", "\ufffe", "\uffff", "</summary><script>", "&amp;", "<![CDATA[", "]]>", "#line 1 \"x\"", "\n#error x\n", "\\u0022", "%s", "'", "ä ö 汉", "\t",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void An_option_comes_back_as_it_was_written(string text)
    {
        string emitted = Emit($"    step t:\n        options:\n            x: {Quote(text)}\n            {Quote("k" + text)}: {Quote(text)}\n");

        Assert.Equal([text, "k" + text, text], Call(emitted).DescendantNodes().OfType<LiteralExpressionSyntax>().Select(literal => literal.Token.ValueText));
        Assert.Equal(Shape(Emit("    step t:\n        options:\n            x: a\n            k: a\n")), Shape(emitted));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void An_option_of_python_comes_back_as_it_was_written(string text)
    {
        string emitted = Emit($"    step tool:\n        kind: python\n        options:\n            {Quote("k" + text)}: [{Quote(text)}]\n");

        LiteralExpressionSyntax[] literals = [.. Call(emitted).DescendantNodes().OfType<LiteralExpressionSyntax>()];
        Assert.Equal("k" + text, literals[2].Token.ValueText);
        Assert.Equal([text], System.Text.Json.JsonSerializer.Deserialize<string[]>(literals[3].Token.ValueText)!);
        Assert.Equal(Shape(Emit("    step tool:\n        kind: python\n        options:\n            k: [a]\n")), Shape(emitted));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_description_is_nothing_but_a_comment(string text)
    {
        string emitted = Emit($"    description: {Quote("a" + text + "b")}\n    step t:\n        options:\n            x: a\n");

        Assert.Equal(Shape(Emit("    step t:\n        options:\n            x: a\n")), Shape(emitted));
        if (!text.Any(c => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator
            or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned))
        {
            XmlElementSyntax summary = CSharpSyntaxTree.ParseText(emitted).GetRoot().DescendantNodes(descendIntoTrivia: true)
                .OfType<XmlElementSyntax>().First(element => element.StartTag.Name.ToString() == "summary");
            Assert.Equal("a" + text + "b", string.Concat(summary.Content.OfType<XmlTextSyntax>().SelectMany(line => line.TextTokens).Select(token => token.ValueText)));
        }
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_name_is_refused_or_emitted_as_text(string text)
    {
        string emitted = Emit($"    step {Quote("a" + text)}:\n        target: {Quote("t" + text)}\n        depends_on: [{Quote("b" + text)}]\n        options:\n            x: a\n");

        Assert.DoesNotContain(CSharpSyntaxTree.ParseText(emitted).GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Single(Shop.Bind(("a.ai", $"chain {Quote("c" + text)}:\n    step t:\n"))[0].Chains.Select(chain => chain.Name).DefaultIfEmpty(""));
    }

    [Theory]
    [InlineData("int; class X { }")]
    [InlineData("List<int> { }")]
    [InlineData("int */")]
    [InlineData("int\u2028")]
    [InlineData("int // x")]
    [InlineData("delegate*<int>")]
    [InlineData("int*")]
    [InlineData("x = y")]
    [InlineData("(int, int)")]
    [InlineData("class")]
    [InlineData("true")]
    [InlineData("List<null>")]
    [InlineData("void")]
    [InlineData("int.MaxValue")]
    [InlineData("string::Empty")]
    [InlineData("List<object.X>")]
    public void A_type_that_is_more_than_a_type_is_refused(string type) => Assert.Equal(
        ["N3S0019"],
        Shop.Bind($"chain c:\n    step tool:\n        kind: python\n        returns: {Quote(type)}\n").Diagnostics.Select(diagnostic => diagnostic.Id));

    [Theory]
    [InlineData("A", ".A")]
    [InlineData("int", "[]")]
    [InlineData("int", "?[]")]
    [InlineData("A<A", ", A", ">")]
    [InlineData("list<A", ".A", ">")]
    public void A_type_has_a_limit_that_keeps_compilers_alive(string first, string part, string last = "")
    {
        Assert.DoesNotContain(Shop.Bind(Returns(Many(62))).Diagnostics, diagnostic => diagnostic.Id == "N3S0019");
        foreach (int count in new[] { 65, 10_000, 100_000 })
        {
            Assert.Equal(
                ["This type has more than 64 names and brackets, the most that a type may have. Give it a name of its own in C#."],
                Shop.Bind(Returns(Many(count))).Diagnostics.Select(diagnostic => diagnostic.Message));
        }

        string Many(int count) => first + string.Concat(Enumerable.Repeat(part, count)) + last;
        static string Returns(string type) => $"chain c:\n    step tool:\n        kind: python\n        returns: {Quote(type)}\n";
    }

    /// <summary>Build logs are read by people and by machines: no name of a file may pass for a line of the build's own.</summary>
    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_message_is_one_line_that_can_be_seen(string text)
    {
        string name = Quote($"x{text}\nProgram.cs(1,1): error CS0001: forged\u202e{text}");
        string source = $"""
            llm fast:
                fallback: [{name}]
            chain c:
                step a:
                    target: {name}
                step b:
                    kind: {name}
                step c2:
                    kind: python
                    target: {name}
                step d:
                    kind: chain
                    target: {name}
                step e:
                    kind: llm
                    target: {name}
                    prompt: Hi
                step f:
                    target: t
                    depends_on: [{name}]
                    options:
                        {name}: 1
                        x: {Quote("{{ " + "x[" + text)}
            """;

        Assert.All(Shop.Bind(source.ReplaceLineEndings("\n")).Diagnostics, diagnostic => Assert.DoesNotContain(
            diagnostic.Message,
            c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
    }

    [Theory]
    [InlineData("System.Collections.Generic.Dictionary<string, int?[]>")]
    [InlineData("global::System.Int32")]
    [InlineData("int[,][]")]
    public void A_type_stands_in_its_alias_alone(string type)
    {
        string emitted = Emit($"    step tool:\n        kind: python\n        returns: \"{type}\"\n");

        UsingDirectiveSyntax alias = CSharpSyntaxTree.ParseText(emitted).GetRoot().DescendantNodes().OfType<UsingDirectiveSyntax>().Single(use => use.Alias is not null);
        Assert.Equal("__Type0", alias.Alias!.Name.ToString());
        Assert.Equal(type, alias.NamespaceOrType.ToString());
    }

    [Theory]
    [InlineData("a\"b.ai")]
    [InlineData("a\nb.ai")]
    [InlineData("a\rb.ai")]
    [InlineData("a\u0085b.ai")]
    [InlineData("a\u2028b.ai")]
    [InlineData("a\u2029b.ai")]
    [InlineData("a\0b.ai")]
    [InlineData("C:\\shop\\a b.ai")]
    [InlineData("ä/汉.ai")]
    [InlineData("*/.ai")]
    public void A_path_is_no_code(string path)
    {
        const string source = "chain c:\n    step t:\n        options:\n            x: a\n";
        string plain = Shop.Emit(source);
        string emitted = Shop.Emit(source, path);

        Assert.Equal(Shape(plain), Shape(emitted));
        Assert.Contains($"{path}:2", CSharpSyntaxTree.ParseText(emitted).GetRoot().DescendantTokens().Select(token => token.ValueText));
        Assert.Matches(@"^[A-Za-z0-9_\-]+\.[0-9a-f]{16}\.g\.cs$", Compilation.Emit(Shop.Bind((path, source))[0], Shop.Options).HintName);
    }

    [Fact]
    public void A_megabyte_of_text_comes_back()
    {
        var random = new Random(1);
        var text = new StringBuilder();
        while (text.Length < 850_000)
        {
            text.Append((char)random.Next(32, 127));
        }

        string written = text.ToString();
        string emitted = Emit($"    step t:\n        options:\n            x: {Quote(written)}\n");

        Assert.Equal(written, Call(emitted).DescendantNodes().OfType<LiteralExpressionSyntax>().First().Token.ValueText);
    }

    [Fact]
    public void Every_character_comes_back_in_text_and_as_a_character()
    {
        for (int i = 0; i <= char.MaxValue; i++)
        {
            string text = $"{(char)i}a";
            Assert.Equal(text, SyntaxFactory.ParseToken(CSharpText.Literal(text)).Value);
            Assert.Equal((char)i, SyntaxFactory.ParseToken(CSharpText.Literal((char)i)).Value);
        }
    }

    [Theory]
    [InlineData("'")]
    [InlineData("\\")]
    [InlineData("\u2028")]
    [InlineData("\0")]
    public void A_character_comes_back(string text) => Assert.Equal(
        text[0], Call(Emit($"    step letter:\n        options:\n            x: {Quote(text)}\n")).DescendantNodes().OfType<LiteralExpressionSyntax>().Single().Token.Value);

    [Fact]
    public void Half_a_surrogate_pair_comes_back()
    {
        // Not as data of a theory: the test runner itself would replace it.
        foreach (string text in new[] { "\ud800", "\udc00", "\udc00\ud800", "\ud800a" })
        {
            string emitted = Emit($"    step t:\n        options:\n            x: {Quote(text)}\n");

            Assert.Equal(text, Call(emitted).DescendantNodes().OfType<LiteralExpressionSyntax>().First().Token.ValueText);
            Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(emitted)));
        }
    }

    [Fact]
    public void A_link_comes_back()
    {
        const string link = "https://x/\"; +\\\u2028{0}";
        Assert.Equal(
            link, Call(Emit($"    step link:\n        options:\n            x: {Quote(link)}\n")).DescendantNodes().OfType<LiteralExpressionSyntax>().Single().Token.ValueText);
    }

    private static string Emit(string body) => Shop.Emit("chain c:\n" + body);

    /// <summary>The lambda of the only step's call.</summary>
    private static LambdaExpressionSyntax Call(string emitted)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(emitted).GetRoot();
        Assert.Empty(root.GetDiagnostics());
        return root.DescendantNodes().OfType<LambdaExpressionSyntax>().Single();
    }

    /// <summary>The kinds of all tokens: what the code is, whatever the texts in it.</summary>
    private static string Shape(string emitted)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(emitted).GetRoot();
        Assert.Empty(root.GetDiagnostics());
        return string.Join(' ', root.DescendantTokens().Select(token => token.Kind()));
    }

    /// <summary>As a <c>.ai</c> file writes any text.</summary>
    private static string Quote(string text)
    {
        var result = new StringBuilder("\"");
        foreach (char c in text)
        {
            result.Append(c is '"' or '\\' or '{' or < ' ' or > '~' ? $"\\u{(int)c:x4}" : c.ToString());
        }

        return result.Append('"').ToString();
    }
}
