using System.Globalization;
using System.Text;
using Namel3ss.Differential.Tests.Model;

namespace Namel3ss.Differential.Tests.Printing;

/// <summary>A chain as the text of a <c>.ai</c> file.</summary>
internal sealed class ChainPrinter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private string _prefix = "";

    /// <param name="prefix">What stands in front of the names of the chains that it calls.</param>
    public static string Print(ChainModel chain, string name, bool isDataflow, string prefix)
    {
        var printer = new ChainPrinter { _prefix = prefix };
        printer.PrintChain(chain, name, isDataflow);
        return printer._text.ToString();
    }

    private void PrintChain(ChainModel chain, string name, bool isDataflow) => Block($"chain {name}:", () =>
    {
        if (isDataflow)
        {
            Line("schedule: dataflow");
        }

        if (chain.Timeout is { } timeout)
        {
            Line($"timeout: {Duration(timeout)}");
        }

        if (chain.Output is { } output)
        {
            Line($"output: {(output is [var one] ? one : $"[{string.Join(", ", output)}]")}");
        }

        if (chain.Inputs is { } inputs)
        {
            Block("inputs:", () =>
            {
                foreach (Input input in inputs)
                {
                    Line($"{input.Name}: {input.Type.Language}{(input.Default is { } value ? $" = {ExpressionPrinter.Print(value)}" : "")}");
                }
            });
        }

        PrintNodes(chain.Body);
    });

    private void PrintNodes(IReadOnlyList<Node> block)
    {
        foreach (Node node in block)
        {
            switch (node)
            {
                case Step step:
                    Block($"step {step.Name}:", () => PrintStep(step));
                    break;
                case If branches:
                    foreach ((Branch branch, int i) in branches.Branches.Select((branch, i) => (branch, i)))
                    {
                        string head = branch.Condition is not { } condition ? "else" : $"{(i == 0 ? "if" : "elif")} {ExpressionPrinter.Print(condition)}";
                        Block($"{head}:", () => PrintNodes(branch.Body));
                    }

                    break;
                case For loop:
                    Block($"for {loop.Variable} in {ExpressionPrinter.Print(loop.Items)}:", () => PrintNodes(loop.Body));
                    break;
                case While loop:
                    Block($"while {ExpressionPrinter.Print(loop.Condition)}:", () =>
                    {
                        Line($"max_iterations: {Number(loop.MaxIterations)}");
                        PrintNodes(loop.Body);
                    });
                    break;
            }
        }
    }

    private void PrintStep(Step step)
    {
        if (step.Call is TemplateCall template)
        {
            Line("kind: template");
            Line($"text: {ExpressionPrinter.PrintValue(template.Text)}");
        }
        else if (step.Call is CallWithArguments call)
        {
            if (call is ChainCall { Callee.Chain.Name: var callee })
            {
                Line("kind: chain");
                Line($"target: {_prefix}{callee}");
            }
            else
            {
                Line($"target: {((ConnectorCall)call).Connector.Name}");
            }

            if (call.Options.Count > 0)
            {
                Block("options:", () =>
                {
                    foreach (Option option in call.Options)
                    {
                        Line($"{option.Name}: {ExpressionPrinter.PrintValue(option.Value)}");
                    }
                });
            }
        }

        PrintKeys(step);
    }

    private void PrintKeys(Step step)
    {
        if (step.IsParallel)
        {
            Line("parallel: true");
        }

        if (step.DependsOn is { } dependencies)
        {
            Line($"depends_on: {(dependencies is [var one] ? one : $"[{string.Join(", ", dependencies)}]")}");
        }

        if (step.Condition is { } condition)
        {
            Line($"if: {ExpressionPrinter.Print(condition)}");
        }

        if (step.ForEach is { } forEach)
        {
            Line($"for_each: {ExpressionPrinter.Print(forEach.Items)}");
            if (forEach.Variable != "item")
            {
                Line($"as: {forEach.Variable}");
            }

            if (forEach.MaxParallel is { } maxParallel)
            {
                Line($"max_parallel: {Number(maxParallel)}");
            }
        }

        if (!step.StopsOnError)
        {
            Line(step.Retries > 0 ? "continue_on_error: true" : "stop_on_error: false");
        }

        if (step.Retries > 0)
        {
            Block("retry:", () =>
            {
                Line($"attempts: {Number(step.Retries)}");
                Line("delay: 10ms");
            });
        }

        if (step.Timeout is { } timeout)
        {
            Line($"timeout: {Duration(timeout)}");
        }
    }

    private static string Duration(double seconds) => seconds switch
    {
        >= 3600 => FormattableString.Invariant($"{seconds / 3600}h"),
        < 10 => FormattableString.Invariant($"{seconds * 1000:0}ms"),
        _ => FormattableString.Invariant($"{seconds}"),
    };

    private void Block(string head, Action body)
    {
        Line(head);
        _depth++;
        body();
        _depth--;
    }

    private void Line(string text) => _text.Append(' ', _depth * 4).Append(text).Append('\n');

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
