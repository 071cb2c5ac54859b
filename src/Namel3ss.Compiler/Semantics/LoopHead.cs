using Namel3ss.Compiler.Diagnostics;
using Namel3ss.Compiler.Text;

namespace Namel3ss.Compiler.Semantics;

/// <summary>The condition of a <c>while</c>, which reads the iteration before: where there is none, or where it left no value.</summary>
internal sealed class LoopHead(int loop, BoundExpression condition, TextSpan at, StepReader steps, FileDiagnostics diagnostics)
{
    private readonly List<BoundStepValue> _ofBody = BoundParts.All(condition).OfType<BoundStepValue>().Where(read => read.Place.Loop == loop).ToList();

    private bool _cannotBegin;

    /// <summary>Before its first iteration all names of the body are null.</summary>
    public void CheckBegin()
    {
        _cannotBegin = _ofBody.Count > 0 && NullLogic.Holds(condition, part => IsOfBody(part) ? true : null) == false;
        if (_cannotBegin)
        {
            diagnostics.Add(SchedulingDiagnostics.CannotBegin(diagnostics.At(at), _ofBody.Select(read => steps.NameOf(read.Step)).Distinct().ToList()));
        }
    }

    /// <summary>A step that was skipped or has failed may end the loop, which nobody sees unless the condition says so.</summary>
    public void CheckEnd()
    {
        if (_cannotBegin)
        {
            return;
        }

        Dictionary<int, Nulls> read = _ofBody.Select(value => value.Step).Distinct().ToDictionary(step => step, step => steps.NullsInIteration(step, loop));
        foreach (int step in read.Where(step => (step.Value & Nulls.Absent) != 0).Select(step => step.Key))
        {
            // The others have run.
            bool? Assume(BoundExpression part) => !IsOfBody(part) ? null
                : ((BoundStepValue)part).Step == step ? true
                : read[((BoundStepValue)part).Step] == Nulls.Never ? false : null;
            bool isAsked = BoundParts.All(condition).Any(part => part is BoundIsNull question && NullLogic.IsNull(question.Operand, Assume));
            if (!isAsked && NullLogic.Holds(condition, Assume) == false)
            {
                diagnostics.Add(SchedulingDiagnostics.EndsAtNull(diagnostics.At(at), steps.NameOf(step)));
            }
        }
    }

    private bool IsOfBody(BoundExpression part) => part is BoundStepValue read && read.Place.Loop == loop;
}
