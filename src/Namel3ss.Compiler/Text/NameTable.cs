using System.Collections;

namespace Namel3ss.Compiler.Text;

/// <summary>
/// Items with names, in order: value-equal as <see cref="EquatableArray{T}"/>, and found by name at once. Of two items of one name the
/// first is found.
/// </summary>
public sealed class NameTable<T> : IEquatable<NameTable<T>>, IReadOnlyList<T>
    where T : INamed
{
    private readonly List<T> _items = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private Neighbours? _neighbours;

    public NameTable()
    {
    }

    public NameTable(IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            if (!_places.ContainsKey(item.Name))
            {
                _places.Add(item.Name, _items.Count);
            }

            _items.Add(item);
        }
    }

    public int Count => _items.Count;

    public T this[int index] => _items[index];

    public T? Find(string name) => _places.TryGetValue(name, out int place) ? _items[place] : default;

    /// <summary>
    /// Where to look for what a misspelt name means, in order: all items of a small table, of a large one those whose names begin or end
    /// most like it. However many files ask, each looks at no more.
    /// </summary>
    internal IEnumerable<T> Near(string name) => _items.Count <= Neighbours.Most
        ? _items
        : (_neighbours ??= new Neighbours(_items.Select(item => item.Name))).Of(name).Select(place => _items[place]);

    /// <summary>Adds an item, or puts it in place of the one of its name. For whoever makes the table, before anybody else has it.</summary>
    /// <returns>True if the table is another one now.</returns>
    internal bool Put(T item)
    {
        _neighbours = null;
        if (!_places.TryGetValue(item.Name, out int place))
        {
            _places.Add(item.Name, _items.Count);
            _items.Add(item);
            return true;
        }

        bool isNew = !item.Equals(_items[place]);
        _items[place] = item;
        return isNew;
    }

    public bool Equals(NameTable<T>? other) => other is not null && (ReferenceEquals(this, other) || _items.SequenceEqual(other._items));

    public override bool Equals(object? obj) => Equals(obj as NameTable<T>);

    public override int GetHashCode() => _items.Aggregate(_items.Count, (hash, item) => unchecked((hash * 31) + item.GetHashCode()));

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>What a <see cref="NameTable{T}"/> finds an item by.</summary>
public interface INamed
{
    string Name { get; }
}

public static class NameTable
{
    public static NameTable<T> ToNameTable<T>(this IEnumerable<T> items)
        where T : INamed => new(items);
}
