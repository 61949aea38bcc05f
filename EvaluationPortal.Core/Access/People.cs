using System.Collections.Immutable;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Access;

/// <summary>The people as they are now, in memory: what every request and every page asks. One for the process, safe for threads.</summary>
public sealed class People
{
    /// <summary>What a use case says to somebody whom <see cref="Find"/> does not know (any more).</summary>
    public const string Gone = "您的账号已停用或不存在，请联系管理员。";

    private volatile ImmutableDictionary<PersonId, Person> _byId = ImmutableDictionary<PersonId, Person>.Empty;
    private volatile IReadOnlyList<Person> _inOrder = [];

    /// <summary>Told after every change, in the thread that made it; must not throw and be quick.</summary>
    public event EventHandler? Changed;

    /// <summary>Everybody who may sign in, in the order they were given.</summary>
    public IReadOnlyList<Person> All => [.. _inOrder.Where(p => !p.IsDisabled)];

    /// <summary>Everybody, the disabled too.</summary>
    public IReadOnlyList<Person> Everybody => _inOrder;

    /// <summary>The person with that id who may work now; null where nobody has it, or he is disabled.</summary>
    public Person? Find(PersonId id) => _byId.GetValueOrDefault(id) is { IsDisabled: false } person ? person : null;

    /// <summary>The person with that id, disabled or not.</summary>
    public Person? FindAnybody(PersonId id) => _byId.GetValueOrDefault(id);

    /// <summary>The person's name; the id of one nobody knows any more.</summary>
    public string NameOf(PersonId id) =>
        id == PersonId.System ? "系统"
        : id == PersonId.Nobody ? "未登录者"
        : id == PersonId.Operator ? "命令行"
        : FindAnybody(id)?.Name ?? id.Value;

    /// <summary>Takes the place of everybody known so far.</summary>
    public void Replace(ImmutableArray<Person> people)
    {
        _byId = people.ToImmutableDictionary(p => p.Id);
        _inOrder = people;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
