using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>Finds the names of C# types and members in a file, before anything of it is bound.</summary>
internal sealed class NamesOfTypesReader
{
    private readonly HashSet<string> _types = [];
    private readonly HashSet<string> _targets = [];
    private readonly HashSet<string> _members = [];

    public IEnumerable<string> Types => _types;

    public IEnumerable<string> Targets => _targets;

    public IEnumerable<string> Members => _members;

    public void Read(SyntaxTree tree)
    {
        foreach (ChainSyntax chain in tree.Chains)
        {
            foreach (InputSyntax input in chain.Inputs ?? EquatableArray<InputSyntax>.Empty)
            {
                Read(input.Type);
            }

            Read(chain.Body);
        }
    }

    /// <summary>A name such as <c>Shop.Urgency</c>, if the expression may be one of C#; a small letter begins none.</summary>
    public static string? DottedName(ExpressionSyntax expression) => expression switch
    {
        NameExpressionSyntax name when char.IsUpper(name.Name[0]) => name.Name,
        MemberExpressionSyntax { IsConditional: false } member when DottedName(member.Target) is { } target => $"{target}.{member.Name}",
        _ => null,
    };

    private void Read(EquatableArray<StatementSyntax> body)
    {
        foreach (StatementSyntax statement in body)
        {
            switch (statement)
            {
                case StepSyntax step:
                    _targets.Add(step.Find(Keys.Target)?.Value is NamesSyntax { Names: [var target] } ? target.Text : step.Name.Text);
                    foreach (PropertySyntax property in step.Properties)
                    {
                        Read(property.Value);
                    }

                    break;
                case IfSyntax branches:
                    foreach (BranchSyntax branch in branches.Branches)
                    {
                        Read(branch.Condition);
                        Read(branch.Body);
                    }

                    break;
                case ForSyntax loop:
                    Read(loop.Items);
                    Read(loop.Body);
                    break;
                case WhileSyntax loop:
                    Read(loop.Condition);
                    Read(loop.Body);
                    break;
            }
        }
    }

    private void Read(TypeSyntax? type)
    {
        if (type is { Kind: TypeSyntaxKind.CSharp })
        {
            _types.Add(type.Text);
        }
        else if (type?.Element is { } element)
        {
            Read(element);
        }
    }

    private void Read(ValueSyntax value)
    {
        switch (value)
        {
            case TypeValueSyntax type:
                Read(type.Type);
                break;
            case ExpressionValueSyntax single:
                Read(single.Expression);
                break;
            case TemplateSyntax template:
                foreach (TemplatePartSyntax part in template.Parts)
                {
                    Read(part.Expression);
                }

                break;
            case ListSyntax list:
                foreach (ValueSyntax item in list.Items)
                {
                    Read(item);
                }

                break;
            case MapSyntax map:
                foreach (MapEntrySyntax entry in map.Entries)
                {
                    Read(entry.Value);
                }

                break;
        }
    }

    private void Read(ExpressionSyntax? expression)
    {
        switch (expression)
        {
            case MemberExpressionSyntax member:
                _members.Add(CSharpNames.ToMember(member.Name));
                if (DottedName(member.Target) is { } name)
                {
                    _types.Add(name);
                }

                Read(member.Target);
                break;
            case IndexExpressionSyntax index:
                Read(index.Target);
                Read(index.Index);
                break;
            case CallExpressionSyntax call:
                foreach (ExpressionSyntax argument in call.Arguments)
                {
                    Read(argument);
                }

                break;
            case UnaryExpressionSyntax unary:
                Read(unary.Operand);
                break;
            case BinaryExpressionSyntax binary:
                Read(binary.Left);
                Read(binary.Right);
                break;
        }
    }
}
