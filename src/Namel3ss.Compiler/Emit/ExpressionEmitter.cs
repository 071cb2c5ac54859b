using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Compiler.Emit;

/// <summary>Bound values as C# expressions.</summary>
internal sealed class ExpressionEmitter(BoundChain chain, ChainNames names)
{
    private const string Operators = "global::Namel3ss.CompilerServices.Operators.";

    /// <param name="own">The handle of the step that the expression belongs to, as its call sees it; empty outside of steps.</param>
    public void Write(CodeText code, BoundExpression expression, string own = "")
    {
        void Next(BoundExpression inner) => Write(code, inner, own);
        void All(IEnumerable<BoundExpression> items) => code.Separate(", ", items, Next);
        switch (expression)
        {
            case BoundMapped mapped:
                code.Map(mapped.Lines);
                Next(mapped.Value);
                break;
            case BoundToken:
                code.Append(names.Token);
                break;
            case BoundContext:
                code.Append($"{names.Chain}.Context({own}, {names.Token})");
                break;
            case BoundService service:
                code.Append($"{names.Services}.{(service.IsOptional ? "KeyedOrNull" : "Keyed")}<{service.Type}>({service.Key})");
                break;
            case BoundParameterValue parameter:
                code.Append(CSharpNames.Escape(parameter.Name));
                break;
            case BoundVariable variable:
                code.Append(names.Variable(variable.Name));
                break;
            case BoundStepValue value:
                code.Append(Value(value));
                break;
            case BoundStepList list:
                code.Append($"[{string.Join(", ", list.Items.Select(Value))}]");
                break;
            case BoundText text:
                code.Append(CSharpText.Literal(text.Text));
                break;
            case BoundChar c:
                code.Append(CSharpText.Literal(c.Value));
                break;
            case BoundConstant constant:
                code.Append(constant.CSharp);
                break;
            case BoundConversion conversion:
                code.Append(conversion.Prefix + CSharpText.Literal(conversion.Text) + conversion.Suffix);
                break;
            case BoundList { ElementType: null } list:
                code.Append("[");
                All(list.Items);
                code.Append("]");
                break;
            case BoundList { Items.Count: 0 } list:
                code.Append($"global::System.Array.Empty<{list.ElementType}>()");
                break;
            case BoundList list:
                code.Append($"new {list.ElementType}[] {{ ");
                All(list.Items);
                code.Append(" }");
                break;
            case BoundObject value:
                WriteObject(code, value, own);
                break;
            case BoundDictionary dictionary:
                WriteDictionary(code, dictionary, own);
                break;
            case BoundStatic constant:
                code.Append($"{constant.Type}.{CSharpNames.Escape(constant.Member)}");
                break;
            case BoundMember member:
                bool isNumber = member.Target is BoundConstant;
                code.Append(isNumber ? "(" : "");
                Next(member.Target);
                code.Append((isNumber ? ")" : "") + (member.IsConditional ? "?." : ".") + member.Name);
                break;
            case BoundOperation operation:
                code.Append($"{Operators}{operation.Method}(");
                All(operation.Operands);
                code.Append(")");
                break;
            case BoundLogic logic:
                code.Append("(");
                Next(logic.Left);
                code.Append($" {logic.Operator} ");
                Next(logic.Right);
                code.Append(")");
                break;
            case BoundNot not:
                code.Append("!");
                Next(not.Operand);
                break;
            case BoundCoalesce coalesce:
                code.Append("(");
                Next(coalesce.Left);
                code.Append(" ?? ");
                Next(coalesce.Right);
                code.Append(")");
                break;
            case BoundIsNull question:
                code.Append("(");
                Next(question.Operand);
                code.Append(question.IsNegated ? " is not null)" : " is null)");
                break;
            case BoundGuarded guarded:
                code.Append($"({Condition(guarded.Requires)} ? ");
                Next(guarded.Value);
                code.Append(" : null)");
                break;
            case BoundTextOf { Value: BoundConstant { CSharp: "null" } }:
                code.Append("\"\"");
                break;
            case BoundJsonElementOf element:
                code.Append($"{names.Chain}.ToJsonElement(");
                Next(element.Value);
                code.Append(")");
                break;
            case BoundTextOf text:
                code.Append($"{names.Chain}.{(text.KeepsNull ? "TextOrNull" : "Text")}(");
                Next(text.Value);
                code.Append(")");
                break;
            case BoundJsonOf { Value: BoundConstant { CSharp: "null" } }:
                code.Append("\"null\"");
                break;
            case BoundJsonOf json:
                code.Append($"{names.Chain}.ToJsonText(");
                Next(json.Value);
                code.Append(")");
                break;
            case BoundConcatenation { Parts.Count: 0 }:
                code.Append("\"\"");
                break;
            case BoundConcatenation { Parts: [var only] }:
                Next(only);
                break;
            case BoundConcatenation concatenation:
                code.Append("string.Concat(");
                All(concatenation.Parts);
                code.Append(")");
                break;
            default:
                throw new InvalidOperationException($"No C# for {expression.GetType().Name}.");
        }
    }

    /// <summary>Whether all of these steps have what is needed of them.</summary>
    public string Condition(IEnumerable<BoundRequirement> requires) => string.Join(" && ", requires.Select(requirement =>
    {
        List<string> ways = requirement.Unless.Select(IsNotNull)
            .Concat(requirement.AnyOf.Select(value => $"{Handle(value)}.HasResult"))
            .ToList();
        return ways.Count == 1 ? ways[0] : $"({string.Join(" || ", ways)})";
    }));

    private string IsNotNull(BoundExpression expression)
    {
        var code = new CodeText();
        Write(code, expression);
        return code.Lines[0].Text + " is not null";
    }

    /// <summary>The step, or its list of results, as a reader sees it.</summary>
    public string Handle(BoundStepValue value)
    {
        string property = $"{names.Steps}.{chain.Steps[value.Step].PropertyName}";
        return value.Place switch
        {
            { Loop: null } => property,
            { Loop: { } loop, List: ListReading.None } place => $"{property}.{(place.IsBefore ? "Before" : "In")}({names.Loop(loop)})",
            { Loop: { } loop } place => $"{property}.{(place.IsBefore ? "AllBefore" : "AllIn")}({names.Loop(loop)})",
        };
    }

    private string Value(BoundStepValue value)
    {
        string handle = Handle(value);
        if (value.Place.List == ListReading.None)
        {
            return value.Access switch
            {
                StepAccess.Value => $"{handle}.Value()",
                StepAccess.OrNull => $"{handle}.Result",
                StepAccess.IfPresent => $".. {handle}.Present()",
                StepAccess.Spread => $".. {handle}.Value()",
                _ => $".. {handle}.Result ?? []",
            };
        }

        string values = $"{handle}.{value.Place.List}()";
        return value.Access switch
        {
            StepAccess.Value => values,
            StepAccess.OrNull => $"({handle}.HasResult ? {values} : null)",
            StepAccess.IfPresent => $".. ({handle}.HasResult ? new[] {{ {values} }} : [])",
            StepAccess.Spread => $".. {values}",
            _ => $".. ({handle}.HasResult ? {values} : [])",
        };
    }

    private void WriteObject(CodeText code, BoundObject value, string own)
    {
        code.Append($"new {value.Type}(");
        code.Separate(", ", value.Arguments, argument =>
        {
            code.Append($"{CSharpNames.Escape(argument.Name)}: ");
            Write(code, argument.Value, own);
        });
        code.Append(")");
        if (value.Members.Count > 0)
        {
            code.Append(" { ");
            code.Separate(", ", value.Members, member =>
            {
                code.Append($"{CSharpNames.Escape(member.Name)} = ");
                Write(code, member.Value, own);
            });
            code.Append(" }");
        }
    }

    private void WriteDictionary(CodeText code, BoundDictionary dictionary, string own)
    {
        code.Append("new global::System.Collections.Generic.Dictionary<string, object?>");
        if (dictionary.Entries.Count == 0)
        {
            code.Append("()");
            return;
        }

        code.Append(" { ");
        code.Separate(", ", dictionary.Entries, entry =>
        {
            code.Append($"[{CSharpText.Literal(entry.Key)}] = ");
            Write(code, entry.Value, own);
        });
        code.Append(" }");
    }
}
