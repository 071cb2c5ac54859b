using System.Text;

namespace Namel3ss.Compiler.Tests.Syntax;

/// <summary>Texts with letters lost, changed, doubled and put in, as no random text would have them.</summary>
internal static class Damaged
{
    /// <summary>Pieces that mean something to the parser, and some that break what stands around them.</summary>
    private static readonly string[] Pieces =
    [
        "\"", "'", "\"\"\"", "[", "]", ",", "{", "}", "{{", "}}", "\\{{", "\\", "\\u12", "|", "|-", ">", "&a", "*a", "#", " #", ":", ": ",
        "- ", "-\n", "\n", "\r", "\r\n", "\t", "    ", " ", "\0", "\uD800", "\uDC00", "\uFEFF", "\u2028", "\u200D", "😀", "é",
        "chain ", "chain y:\n", "step ", "    step z:\n", "steps:\n", "options:\n", "if x:\n", "else:\n", "kind: ", "timeout: ", "1e9", "24h",
        "list<", ">", "?", "n3-disable N3S0020, ", "# n3-disable", "depends_on: [a,\n", "text: |\n", "text: \"\"\"\n", "%PDF", "llm a:\n",
        "inputs:\n", "    a: list<text> = [", "= ", "if a:\n", "    elif b ", "    for x in ", "    while a < 3:\n", "max_iterations: 3\n",
        "retry:\n", "attempts: ", "{{ a ?? 'b' }}", "{{ \"", "(", ")", " and ", " not ", "??", "?.b", "[0]", "== ", "&&", "1.5", "1e", "count(", "\\\"",
    ];

    public static string Piece(Random random) => Pieces[random.Next(Pieces.Length)];

    public static string Of(string text, Random random)
    {
        var result = new StringBuilder(text);
        for (int count = random.Next(1, 6); count > 0; count--)
        {
            int at = random.Next(result.Length + 1);
            switch (random.Next(4))
            {
                case 0:
                    result.Remove(at, Math.Min(random.Next(1, 12), result.Length - at));
                    break;
                case 1 when at < result.Length:
                    result[at] = (char)random.Next(char.MaxValue + 1);
                    break;
                case 2:
                    int from = random.Next(result.Length + 1);
                    result.Insert(at, result.ToString(from, Math.Min(random.Next(80), result.Length - from)));
                    break;
                default:
                    result.Insert(at, Piece(random));
                    break;
            }
        }

        return result.ToString();
    }
}
