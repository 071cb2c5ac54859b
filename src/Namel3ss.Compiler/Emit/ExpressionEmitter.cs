using Namel3ss.Compiler.Semantics;

namespace Namel3ss.Compiler.Emit;

/// <summary>Bound values as C# expressions.</summary>
internal sealed class ExpressionEmitter(BoundChain chain, ChainNames names)
{
    private const string Operators = "global::Namel3ss.CompilerServices.Operators.";

    // Locals that a step's guard has put the values of its needs into.
    private readonly Dictionary<BoundExpression, string> _needed = [];

    /// <param name="own">The handle of the step that the expression belongs to, as its call sees it; empty outside of steps.</param>
    public void Write(CodeText code, BoundExpression expression, string own = "")
    {
        void Next(BoundExpression inner) => Write(code, inner, own);
        void All(IEnumerable<BoundExpression> items) => code.Separate(", ", items, Next);
        void WriteCall(string method, BoundExpression operand)
        {
            code.Append($"{Operators}{method}(");
            Next(operand);
            code.Append(")");
        }

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
                string items = $"[{string.Join(", ", list.Items.Select(Value))}]";
                code.Append(list.IsNullIfAbsent ? $"({Handle(list.Items[0])}.HasResult ? {items} : null)" : items);
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
            case BoundIndex index:
                WriteIndex(code, index, own);
                break;
            case BoundNotNull { Value: BoundParameterValue or BoundVariable } value:
                Next(value.Value);
                code.Append(".Value");
                break;
            case BoundNotNull value:
                WriteCall("NotNull", value.Value);
                break;
            case BoundNeeded { Value: BoundStepValue read }:
                code.Append(Value(read with { Access = StepAccess.Value }));
                break;
            case BoundNeeded needed when _needed.TryGetValue(needed.Value, out string? local):
                code.Append(local);
                break;
            case BoundNeeded needed:
                WriteCall("NotNull", needed.Value is BoundMapped guarded ? guarded.Value : needed.Value);
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
                code.Append($"{names.Chain}.{(json.KeepsNull ? "ToJsonTextOrNull" : "ToJsonText")}(");
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

    /// <summary>Whether what a step needs is there.</summary>
    /// <param name="keeps">The value is kept in a local, which is known where the question was answered with yes.</param>
    public void WriteQuestion(CodeText code, BoundNeed need, bool keeps)
    {
        code.Append(need.AnyOf.Count > 1 ? "(" : "");
        code.Separate(" || ", need.AnyOf, value =>
        {
            if (value is BoundStepValue read)
            {
                code.Append($"{Handle(read)}.HasResult");
                return;
            }

            Write(code, value);
            if (keeps && need.AnyOf.Count == 1)
            {
                _needed[value] = names.Local(CSharpNames.ToCamelCase(need.Name));
                code.Append($" is {{ }} {_needed[value]}");
            }
            else
            {
                code.Append(" is not null");
            }
        });
        code.Append(need.AnyOf.Count > 1 ? ")" : "");
    }

    /// <summary>What the guard of one step has found is not known to the next.</summary>
    public void ForgetNeeds() => _needed.Clear();

    private void WriteIndex(CodeText code, BoundIndex index, string own)
    {
        BoundExpression at = index.Index;
        if (index.IndexMayBeNull)
        {
            string local = names.Local("index");
            code.Append("(");
            Write(code, at, own);
            code.Append($" is {{ }} {local} ? {Operators}Nullable(");
            WriteItem(code, index, own, () => code.Append(local));
            code.Append(") : null)");
            return;
        }

        WriteItem(code, index, own, () => Write(code, at, own));
    }

    private void WriteItem(CodeText code, BoundIndex index, string own, Action writeIndex)
    {
        // Where the target may be null, or what stands before it in a chain of members, the call is one more link of the chain.
        bool isLink = index.IsConditional || AsksBefore(index.Target);
        code.Append(isLink ? "" : $"{Operators}Index(");
        Write(code, index.Target, own);
        code.Append(isLink ? (index.IsConditional ? "?.Index(" : ".Index(") : ", ");
        writeIndex();
        code.Append(")");
    }

    private static bool AsksBefore(BoundExpression code) => code switch
    {
        BoundMember member => member.IsConditional || AsksBefore(member.Target),
        BoundIndex { IndexMayBeNull: false } index => index.IsConditional || AsksBefore(index.Target),
        _ => false,
    };

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
                StepAccess.SpreadPresent => $".. global::Namel3ss.CompilerServices.StepValue.Present({handle}.Result)",
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
