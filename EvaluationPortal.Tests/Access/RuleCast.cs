using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Access;

/// <summary>The personas, and one year for the rules to be asked about.</summary>
internal static class RuleCast
{
    public static readonly DateTime Now = new(2022, 11, 20, 1, 0, 0, DateTimeKind.Utc);

    public static Cycle Year { get; } = new()
    {
        Code = "2022", Name = "2022年考核评估", Stage = Stage.Review, Scheme = Songjiang2022.Scheme, Units = Songjiang2022.Units, Settings = new(), Version = 1,
    };

    public static Person Person(string id) => Personas.Among(Songjiang2022.Units).Single(p => p.Id.Value == id);

    public static Unit Unit(string code) => Year.Find(new(code))!;

    public static Indicator Indicator(string code) => Songjiang2022.Indicator(code);

    /// <summary>Ids of the personas whom the question grants, in their order, with a blank between.</summary>
    public static string Who(Func<Person, Permit> ask) => string.Join(' ', Personas.Among(Songjiang2022.Units).Where(p => ask(p).IsGranted).Select(p => p.Id.Value));

    public static string Why(Permit permit) => Assert.IsType<Denied>(permit).Why;
}
