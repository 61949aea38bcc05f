using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests;

/// <summary>The rooms are namespaces, and arrows between them point one way (docs: README, map of the rooms).</summary>
public sealed class ArchitectureTests
{
    private const string Core = "EvaluationPortal.Core.";
    private const string Web = "EvaluationPortal.Web.";
    private static readonly Architecture Portal = new ArchLoader().LoadAssemblies(typeof(Observation).Assembly, typeof(Program).Assembly).Build();

    /// <summary>A room, and the rooms it may know.</summary>
    public static TheoryData<string, string[]> Rooms => new()
    {
        { "Scoring", [] },
        { "Schemes", ["Scoring"] },
        { "Evaluation", ["Scoring", "Schemes"] },
        { "Access", ["Scoring", "Schemes", "Evaluation"] },
        { "Storage", ["Scoring", "Schemes", "Evaluation", "Access"] },
        { "Live", ["Scoring", "Schemes", "Evaluation", "Access", "Storage"] },
        { "Workflow", ["Scoring", "Schemes", "Evaluation", "Access", "Storage", "Live"] },
        { "Exchange", ["Scoring", "Schemes", "Evaluation", "Access", "Storage", "Live", "Workflow"] },
        { "Reports", ["Scoring", "Schemes", "Evaluation", "Access", "Storage", "Live", "Workflow"] },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Arrows_between_rooms_point_one_way(string room, string[] known)
    {
        var forbidden = from type in TypesIn(Core + room)
                        from target in type.Dependencies.Select(d => d.Target).Distinct()
                        where Home(target).StartsWith("EvaluationPortal.", StringComparison.Ordinal)
                        where !known.Append(room).Any(r => IsIn(target, Core + r))
                        select $"{type.FullName} -> {target.FullName}";
        Assert.Empty(forbidden);
    }

    [Theory]
    [InlineData("Scoring")]
    [InlineData("Schemes")]
    [InlineData("Evaluation")]
    [InlineData("Access")]
    public void The_rules_need_nothing_but_the_base_library(string room)
    {
        var strangers = from type in TypesIn(Core + room)
                        from target in type.Dependencies.Select(d => d.Target).Distinct()
                        let home = Home(target)
                        where home.Length > 0 && home != "System" && !home.StartsWith("System.", StringComparison.Ordinal) && !home.StartsWith("EvaluationPortal.", StringComparison.Ordinal)
                        where !home.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                        select $"{type.FullName} -> {target.FullName}";
        Assert.Empty(strangers);
    }

    [Theory]
    [InlineData("Components")]
    [InlineData("Access")]
    [InlineData("Endpoints")]
    public void Pages_and_endpoints_never_mention_the_database(string room)
    {
        var mentions = from type in TypesIn(Web + room)
                       from target in type.Dependencies.Select(d => d.Target).Distinct()
                       where target.FullName.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || target.FullName.StartsWith("Npgsql", StringComparison.Ordinal)
                       select $"{type.FullName} -> {target.FullName}";
        Assert.Empty(mentions);
    }

    /// <summary>Identity's tables are no web: only their package is named so.</summary>
    [Fact]
    public void Core_does_not_know_the_web() => Assert.DoesNotContain(
        typeof(Observation).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Except(["Microsoft.AspNetCore.Identity.EntityFrameworkCore"]),
        name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Every_room_of_Core_is_in_the_table_of_arrows()
    {
        var rooms = Portal.Types.Select(Home).Where(n => n.StartsWith(Core, StringComparison.Ordinal)).Select(n => n[Core.Length..].Split('.')[0]).Distinct();
        Assert.Empty(rooms.Except(Rooms.Select(r => r.Data.Item1)));
    }

    private static IEnumerable<IType> TypesIn(string room) => Portal.Types.Where(t => IsIn(t, room));

    private static bool IsIn(IType type, string room) => Home(type) == room || Home(type).StartsWith(room + ".", StringComparison.Ordinal);

    /// <summary>The type's namespace; empty for what has none, such as a type parameter.</summary>
    private static string Home(IType type) => type.Namespace?.FullName ?? "";
}
