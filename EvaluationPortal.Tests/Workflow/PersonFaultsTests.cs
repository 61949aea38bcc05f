using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Tests.Schemes;

namespace EvaluationPortal.Tests.Workflow;

public sealed class PersonFaultsTests
{
    private static readonly Cycle Cycle = new()
    {
        Code = "2022", Name = "2022年考核评估", Stage = Stage.Review, Scheme = Songjiang2022.Scheme, Units = Songjiang2022.Units, Settings = new(), Version = 1,
    };

    private static readonly Person Good = new(new("p9"), "王芳", "党政办公室", [new(Role.Liaison)], [new("sijing")]);

    private static readonly Person Other = new(new("p1"), "李强", "", [new(Role.Leadership)], [], Email: "li@example.org", StaffNumber: "1001");

    public static TheoryData<string, Person> Faulty => new()
    {
        { "姓名不能为空。", Good with { Name = "" } },
        { "姓名最多40个字，现在有41个。", Good with { Name = new('王', 41) } },
        { "单位或职务最多60个字，现在有61个。", Good with { Title = new('办', 61) } },
        { "机构名称最多60个字，现在有61个。", Good with { Agency = new('所', 61) } },
        { "工号最多30个字，现在有31个。", Good with { StaffNumber = new('1', 31) } },
        { "电话最多30个字，现在有31个。", Good with { Telephone = new('1', 31) } },
        { "“wang”不是电子邮箱地址。", Good with { Email = "wang" } },
        { "“王芳 <w@example.org>”不是电子邮箱地址。", Good with { Email = "王芳 <w@example.org>" } },
        { $"“{new string('w', 100)}@example.org”不是电子邮箱地址。", Good with { Email = new string('w', 100) + "@example.org" } },
        { "工号1001已是李强的。", Good with { StaffNumber = "1001" } },
        { "邮箱LI@EXAMPLE.ORG已是李强的。", Good with { Email = "LI@EXAMPLE.ORG" } },
        { "2022年考核评估中没有单位“nowhere”。", Good with { Units = [new("nowhere")] } },
        { "至少要有一个角色。", Good with { Grants = [] } },
        { "角色联络员重复。", Good with { Grants = [new(Role.Liaison), new(Role.Liaison)] } },
        { "系统管理员、安全审计员按等级保护要求不能由同一人担任，只能保留其一。", Good with { Grants = [new(Role.SystemAdministrator), new(Role.SecurityAuditor)] } },
        { "联络员须指定所属单位。", Good with { Units = [] } },
        { "联络员不限定指标和单位。", Good with { Grants = [new(Role.Liaison, [new("1.1")], [])] } },
        { "专项评估单位经办人须指定所负责的指标：2.4、6.2、7.1。", Good with { Grants = [new(Role.Bureau)] } },
        { "专项评估单位经办人不限定单位。", Good with { Grants = [new(Role.Bureau, [new("2.4")], [new("sijing")])] } },
        { "指标“1.1”不由专项评估单位经办人评定，可选2.4、6.2、7.1。", Good with { Grants = [new(Role.Bureau, [new("1.1")], [])] } },
        { "指标“9.9”不由考评员评定，可选1.1、", Good with { Grants = [new(Role.Reviewer, [new("9.9")], [])] } },
        { "第三方机构须填写机构名称。", Good with { Grants = [new(Role.ThirdParty, [new("1.3")], [])] } },
        { "第三方机构须指定所负责的指标：1.3、2.1、3.1、3.2、3.3、3.4、8.3。", Good with { Agency = "评估所", Grants = [new(Role.ThirdParty)] } },
        { "2022年考核评估中没有单位“nowhere”。", Good with { Grants = [new(Role.Reviewer, [], [new("nowhere")])] } },
    };

    public static TheoryData<Person> Fine =>
    [
        Good,
        Good with { Email = "wang@example.org", StaffNumber = "1002", Telephone = "021-5772 0000" },
        Good with { Grants = [new(Role.Reviewer), new(Role.Chief)], Units = [] },
        // A bureau's cell of its own unit is the office's to score.
        Good with { Grants = [new(Role.Reviewer, [new("1.1"), new("2.4")], [new("sijing")])] },
        Good with { Agency = "评估所", Grants = [new(Role.ThirdParty, [new("1.3")], [])], Units = [] },
        // His own numbers are no fault of a person.
        Other with { Name = "李强二" },
    ];

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Every_fault_is_one_sentence_that_names_the_thing(string fault, Person person) =>
        Assert.StartsWith(fault, Assert.Single(PersonFaults.Of(person, [Other], Cycle, AccessPolicy.Default)), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Fine))]
    public void What_is_right_has_none(Person person) => Assert.Empty(PersonFaults.Of(person, [Other], Cycle, AccessPolicy.Default));

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(4, PersonFaults.Of(Good with { Name = "", Email = "x", StaffNumber = "1001", Grants = [] }, [Other], Cycle, AccessPolicy.Default).Count);

    [Fact]
    public void The_three_administrators_may_be_one_person_where_the_setting_says_so() =>
        Assert.Empty(PersonFaults.Of(Good with { Grants = [new(Role.SystemAdministrator), new(Role.SecurityAuditor)] }, [], Cycle, AccessPolicy.Default with { SeparateDuties = false }));

    [Fact]
    public void Text_is_cleaned_and_blank_fields_are_none()
    {
        var clean = PersonFaults.Clean(Good with { Name = " 王芳\u202E ", Title = "  办公室", Email = "  ", StaffNumber = " 7 ", Telephone = "" });
        Assert.Equal(("王芳[U+202E]", "办公室", null, "7", null), (clean.Name, clean.Title, clean.Email, clean.StaffNumber, clean.Telephone));
    }
}
