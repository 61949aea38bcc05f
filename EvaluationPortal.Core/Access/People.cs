using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Access;

/// <summary>The people as they are now, in memory: what every request and every page asks. One for the process, safe for threads.</summary>
public sealed class People
{
    private volatile ImmutableDictionary<PersonId, Person> _byId = ImmutableDictionary<PersonId, Person>.Empty;
    private volatile IReadOnlyList<Person> _inOrder = [];

    /// <summary>Everybody, in the order they were given.</summary>
    public IReadOnlyList<Person> All => _inOrder;

    /// <summary>The person with that id, or null where nobody has it (any more).</summary>
    public Person? Find(PersonId id) => _byId.GetValueOrDefault(id);

    /// <summary>The person's name; the id of one nobody knows any more.</summary>
    public string NameOf(PersonId id) =>
        id == PersonId.System ? "系统"
        : id == PersonId.Nobody ? "未登录者"
        : id == PersonId.Operator ? "命令行"
        : Find(id)?.Name ?? id.Value;

    /// <summary>Takes the place of everybody known so far.</summary>
    public void Replace(ImmutableArray<Person> people)
    {
        _byId = people.ToImmutableDictionary(p => p.Id);
        _inOrder = people;
    }
}
