using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Syntax;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>
/// Members of values and constants of types. Of a type that the host has read, a member is looked up, case aside, and
/// a mistake is told here; of any other, C# alone knows.
/// </summary>
internal sealed class MemberBinder(ExpressionBinder expressions, FileDiagnostics diagnostics, TypeBinder types)
{
    public TypedExpression Bind(MemberExpressionSyntax member)
    {
        if (FindStatic(member) is { } type)
        {
            return BindStatic(member, type);
        }

        TypedExpression target = expressions.NotNull(member.Target, $"'.{member.Name}'");
        if (target.Type is { Kind: TypeKind.Json })
        {
            string method = member.IsConditional ? "MemberOrNull" : "Member";
            var code = new BoundOperation(method, EquatableArray.Create(target.Code, new BoundText(member.Name))) { CanFail = true };
            return expressions.Known(new(code, TypeBinder.Json with { IsNullable = true }, target.Nulls | Nulls.OfData));
        }

        bool isNullable = target.Type is { IsValueType: true, IsNullable: true } || target.Code is BoundNotNull;
        switch (isNullable ? CSharpNames.Fold(member.Name) : "")
        {
            case "value":
                return target;
            case "hasvalue":
                return target.MayBeNull
                    ? new(new BoundIsNull(target.Code, IsNegated: true), ExpressionTypes.Boolean)
                    : new(new BoundConstant("true"), ExpressionTypes.Boolean);
        }

        // Where the target cannot be null, C# would refuse the question mark.
        bool canAsk = target.Type is not { IsValueType: true, IsNullable: false } && !(target.IsNullBefore && target.Type is { IsValueType: true });
        bool asks = canAsk && (member.IsConditional || (target.MayBeNull && !target.IsNullBefore));

        // C# leaves the whole chain of members where one before asked, so what follows need not ask again.
        bool isAsked = asks || target.IsNullBefore;
        (string name, TypeModel? found) = target.Type is { } owner ? Find(member, owner) : (CSharpNames.ToMember(member.Name), null);
        Nulls nulls = target.Nulls | ExpressionBinder.NullsOf(found) | (asks && !target.MayBeNull ? Nulls.Declared : Nulls.Never);
        return expressions.Known(new(
            new BoundMember(target.Code, CSharpNames.Escape(name), asks),
            isAsked && found is not null ? found with { IsNullable = true } : found,
            nulls)
        {
            IsNullBefore = isAsked && found is not { IsNullable: true },
        });
    }

    /// <summary>The member's name in C#, and its type if that is known.</summary>
    private (string Name, TypeModel? Type) Find(MemberExpressionSyntax member, TypeModel owner)
    {
        string name = CSharpNames.ToMember(member.Name);
        if (types.Table.MembersOf(owner) is not { } known)
        {
            return (name, null);
        }

        if (Find(known.Instance, member.Name) is not { } found)
        {
            if (!known.IsOpen)
            {
                Report(member, owner.Display, known.Instance.Select(candidate => CSharpNames.ToSnakeCase(candidate.Name)));
            }

            return (name, null);
        }

        diagnostics.Add(diagnostics.At(member.NameSpan), found.Notice);
        return (found.Name, found.Type);
    }

    private TypedExpression BindStatic(MemberExpressionSyntax member, string type)
    {
        TypeModel alias = types.BindOwner(type, member.Target.Span);
        if (TypeBinder.IsUnknown(alias) || types.Table.Find(type) is not { } owner || types.Table.MembersOf(owner) is not { } known)
        {
            return new(new BoundStatic(alias.Name, member.Name), null);
        }

        ReadableMember? found = Find(known.Static, member.Name);
        if (found is null && !known.IsOpen)
        {
            Report(member, owner.Display, known.Static.Select(candidate => candidate.Name));
        }

        diagnostics.Add(diagnostics.At(member.NameSpan), found?.Notice);
        return new(new BoundStatic(alias.Name, found?.Name ?? member.Name), found?.Type, ExpressionBinder.NullsOf(found?.Type));
    }

    private void Report(MemberExpressionSyntax member, string type, IEnumerable<string> candidates) =>
        diagnostics.Add(ExpressionDiagnostics.UnknownMember(
            diagnostics.At(member.NameSpan), member.Name, type, diagnostics.Hint(member.Name, candidates)));

    private static ReadableMember? Find(EquatableArray<ReadableMember> members, string written)
    {
        string name = CSharpNames.ToMember(written);
        return members.FirstOrDefault(member => member.Name == written)
            ?? members.FirstOrDefault(member => member.Name == name)
            ?? members.FirstOrDefault(member => CSharpNames.Fold(member.Name) == CSharpNames.Fold(written));
    }

    /// <summary>The type of a dotted C# name, all but its last part; null if the expression is none.</summary>
    private string? FindStatic(MemberExpressionSyntax member)
    {
        if (member.IsConditional || expressions.Scope.Has(Root(member)) || NamesOfTypesReader.DottedName(member.Target) is not { } name)
        {
            return null;
        }

        // Of 'Limits.Default.Size' only 'Limits' may be a type: the rest are members of its value.
        bool isMemberOfConstant = types.Table.Find(name) is null && member.Target is MemberExpressionSyntax inner
            && NamesOfTypesReader.DottedName(inner.Target) is { } outer && types.Table.Find(outer) is not null;
        return isMemberOfConstant ? null : name;
    }

    private static string Root(ExpressionSyntax expression) => expression switch
    {
        MemberExpressionSyntax member => Root(member.Target),
        NameExpressionSyntax name => name.Name,
        _ => "",
    };
}
