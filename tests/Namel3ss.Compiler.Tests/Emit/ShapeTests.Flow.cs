using Namel3ss.Compiler.Tests.Semantics;

namespace Namel3ss.Compiler.Tests.Emit;

// Data flow, branches, loops, lists and calls of chains.
public partial class ShapeTests
{
    private static readonly Project Numbers = Project.Of("""
        number: Task<int> (int value = 1)
        twice: Task<int> (int value)
        numbers: Task<IReadOnlyList<int>> ()
        sum: int (IReadOnlyList<int> values)
        """);

    private static readonly Project People = Project.Of("""
        public static class Known { /// <summary/>
            public const string Name = "n"; }
        public sealed record Person(string Name, int? Age, Person? Friend, IReadOnlyList<int> Scores, IReadOnlyList<Person> Others, DateTime Born);
        person: Task<Person?> ()
        say: Task<string> (string word)
        add: Task<int> (int number)
        take: Task<string> (string? word)
        """);

    [Fact]
    public void Null() => AssertShape(People, """
        chain c:
            inputs:
                number: integer?
                data: json
            step person:
            step members:
                target: take
                options:
                    word: "{{ person.friend.name }} {{ person.born.year }} {{ person.scores[0] }} {{ person.others[0].friend.name }}{{ person.scores[person.age] }}"
            step needed:
                target: say
                options:
                    word: {{ person.friend.name }}
            step twice:
                target: add
                parallel: true
                options:
                    number: {{ person.age }}
            step failing:
                target: add
                parallel: true
                options:
                    number: {{ person.scores[3] }}
            step each:
                target: add
                for_each: person.others
                if: number > 3
                options:
                    number: {{ item.age }}
            step narrowed:
                target: add
                if: number != null and person.age < 3
                options:
                    number: {{ number + person.age }}
            step own:
                target: add
                if: number > 3
                options:
                    number: {{ number }}
            step listed:
                target: say
                for_each: data.items
                options:
                    word: {{ item.name }}
            step constant:
                kind: template
                text: "{{ Known.Name ?? person.name }}{{ null ?? person.name }}{{ person.name ?? Known.Name }}"
            if data.level > 3:
                step high:
                    target: say
                    options:
                        word: {{ json(person) }}
            for item in data.items:
                step item_said:
                    target: take
                    options:
                        word: {{ item.name }}
            while not data.rounds[count(round)]:
                max_iterations: 3
                step round:
                    target: take
                    options:
                        word: {{ round }}
        """);

    [Fact]
    public void Null_without_barriers() => AssertShape(People, """
        chain c:
            schedule: dataflow
            step person:
                parallel: true
            step needed:
                target: say
                depends_on: []
                parallel: true
                options:
                    word: {{ person.friend.name }}
            step asked:
                target: add
                parallel: true
                if: person.scores[0] > 1
                options:
                    number: {{ person.age }}
        """);

    [Fact]
    public void List_output() => AssertShape(Numbers, """
        chain c:
            inputs:
                values: list<integer>
            step number:
                for_each: values
                if: item > 1
                options:
                    value: "{{ item }}"
        """);

    [Fact]
    public void List_or_one_output() => AssertShape(Numbers, """
        chain c:
            output: [doubled, number, numbers]
            inputs:
                values: list<integer>
            for n in values:
                step doubled:
                    target: number
                    options:
                        value: "{{ n }}"
            step number:
                for_each: values
                options:
                    value: "{{ item }}"
            step numbers:
        """);

    [Fact]
    public void Loops_in_loops() => AssertShape(Numbers, """
        chain c:
            inputs:
                rows: list<integer>
            for row in rows:
                while (number ?? 0) < row:
                    max_iterations: 3
                    step number:
                        options:
                            value: "{{ (number ?? 0) + (row_sum ?? 0) }}"
                step item_of_row:
                    target: number
                    for_each: rows
                    options:
                        value: "{{ item }}"
                step row_sum:
                    target: sum
                    options:
                        values: "{{ number }}"
                step items_sum:
                    target: sum
                    depends_on: item_of_row
                if row > 1:
                    step either:
                        target: number
                else:
                    step either:
                        target: sum
                        options:
                            values: "{{ item_of_row }}"
        """);

    [Fact]
    public void Python_lists() => AssertShape(new Project(Connectors.Of("number: Task<int> (int value = 1)"), Python), """
        chain c:
            inputs:
                values: list<integer>
            step number:
                for_each: values
            step consensus:
                kind: python
                target: consensus_calculator
            for value in values:
                step each:
                    target: number
            step all_of_them:
                kind: python
                target: consensus_calculator
                depends_on: [number, each]
        """);

    [Fact]
    public void Inputs_and_expressions() => AssertShape(Flow, """
        chain c:
            inputs:
                topic: text
                note: text?
                limit: integer = 10
                words: list<text> = ["a", "b"]
            step search:
                options:
                    query: "{{ topic }} in {{ words[0] }}"
                    limit: {{ limit * 2 + 1 }}
            step letter:
                kind: template
                text: |
                    Dear {{ upper(topic) }},
                    {{ search }} of {{ count(words) }}, {{ note ?? "no note" }} \{{ as it is }}
        """);

    [Fact]
    public void Branches() => AssertShape(Flow, """
        chain c:
            inputs:
                amount: number
            output: answer
            if amount > 100 and not (amount == 500):
                step answer:
                    target: word
            elif amount > 10:
                step answer:
                    target: search
                    options:
                        query: "some"
            else:
                step maybe:
                    if: amount != 0
                step answer:
                    kind: template
                    text: "{{ maybe ?? 0 }}"
        """);

    [Fact]
    public void Loops() => AssertShape(Numbers, """
        chain c:
            inputs:
                numbers: list<integer>
            for number in numbers:
                step doubled:
                    target: twice
                    options:
                        value: {{ number }}
            step start:
                target: number
            while (bump ?? start) < 10:
                max_iterations: 20
                step bump:
                    target: twice
                    options:
                        value: {{ bump ?? start }}
        """);

    [Fact]
    public void Items_attempts_and_limits() => AssertShape(Numbers, """
        chain c:
            inputs:
                numbers: list<integer>
            step doubled:
                target: twice
                for_each: numbers
                as: value
                if: value != 3
                max_parallel: 8
                timeout: 2s
                stop_on_error: false
                retry:
                    attempts: 3
                    delay: 500ms
                    backoff: linear
                    max_delay: 5
                    on: [timeout, rate_limit]
            step last:
                target: number
                retry: 2
        """);

    [Fact]
    public void Data_flow_schedule() => AssertShape(Numbers, """
        chain c:
            schedule: dataflow
            step a:
                target: number
                parallel: true
            step b:
                target: twice
                depends_on: a
            step maybe:
                target: number
                parallel: true
                stop_on_error: false
            step c:
                target: twice
                depends_on: maybe
            step all:
                target: sum
                depends_on: [b, c]
        """);

    [Fact]
    public void Calls_of_chains() => AssertShape(Flow, """
        chain inner:
            inputs:
                text: text
                count: integer = 1
            step word:
        chain without_value:
            step nothing:
        chain outer:
            inputs:
                texts: list<text>
            step one:
                target: inner
                parallel: true
                options:
                    text: "a"
            step two:
                target: inner
                parallel: true
                options:
                    text: "b"
                    count: 2
            step each:
                target: inner
                for_each: texts
                as: text
                max_parallel: 2
            if count(texts) > 1:
                step either:
                    target: inner
                    options:
                        text: "c"
            else:
                step either:
                    target: word
            step without_value:
        """);
}
