using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EvaluationPortal.Tests.Schemes;
using EvaluationPortal.Web.Operations;

namespace EvaluationPortal.Tests.Operations;

public sealed class SchemeCommandsTests : IDisposable
{
    private static readonly string Table = Path.Combine(Songjiang2022.Folder, "schemes", "songjiang-2022.json");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("scheme-commands-");

    public void Dispose() => folder.Delete(recursive: true);

    private string Written(string text)
    {
        var file = Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.json");
        File.WriteAllText(file, text);
        return file;
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(Command command, params string[] args)
    {
        var console = new InvocationConfiguration { Output = new StringWriter(CultureInfo.InvariantCulture), Error = new StringWriter(CultureInfo.InvariantCulture) };
        var exit = await command.Parse(args).InvokeAsync(console, TestContext.Current.CancellationToken);
        return (exit, console.Output.ToString()!, console.Error.ToString()!);
    }

    [Fact]
    public async Task A_right_table_passes_and_says_what_it_is()
    {
        var (exit, output, error) = await RunAsync(CheckScheme.Command(), Table);
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("通过：2022年松江区政务公开考核评估表，9个一级指标、26个二级指标，共100分", output, StringComparison.Ordinal);
        Assert.Contains(Songjiang2022.Scheme.Digest, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_table_fails_with_all_its_faults()
    {
        var file = Written(File.ReadAllText(Table).Replace("\"weight\": 20", "\"weight\": 19", StringComparison.Ordinal));
        var (exit, output, _) = await RunAsync(CheckScheme.Command(), file);
        Assert.Equal(1, exit);
        Assert.Contains("有2处问题：", output, StringComparison.Ordinal);
        Assert.Contains("/sections/0/weight：权重应等于所含二级指标分值之和20，现为19", output, StringComparison.Ordinal);
        Assert.Contains("/sections：各一级指标权重之和应为100，现为99", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        Assert.Equal((1, "", "没有文件“nowhere.json”\n"), await RunAsync(CheckScheme.Command(), "nowhere.json"));
        Assert.Equal((1, "", "没有文件“nowhere.json”\n"), await RunAsync(TryScheme.Command(), Table, "nowhere.json", "--json"));
    }

    [Fact]
    public async Task A_folder_is_not_read()
    {
        var (exit, output, error) = await RunAsync(CheckScheme.Command(), folder.FullName);
        Assert.Equal((1, ""), (exit, output));
        Assert.NotEqual("", error);
    }

    [Fact]
    public async Task Trying_writes_one_object_for_programs()
    {
        var file = Written("""[{"unit":"x","group":"镇","indicator":"1.3","raw":80,"full":100},{"unit":"x","indicator":"1.4","level":7},{"unit":"x","indicator":"1.2"},{"unit":"y","group":"部门","indicator":"7.1"},{"unit":"q"}]""");
        var (exit, output, error) = await RunAsync(TryScheme.Command(), Table, file, "--json");
        Assert.Equal((0, ""), (exit, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["scores", "totals"], json.RootElement.EnumerateObject().Select(property => property.Name));
        var scores = json.RootElement.GetProperty("scores").EnumerateArray().ToList();
        Assert.Equal(
            """{"unit":"x","indicator":"1.3","state":"awarded","points":4,"explanation":"第三方评估得80分（满分100分）。评分标准：“根据第三方评估得分折算”。80 ÷ 100 × 5 = 4分"}""",
            scores[0].GetRawText());
        Assert.Equal(["awarded", "refused", "pending", "notApplicable", "refused"], scores.Select(score => score.GetProperty("state").GetString()));
        Assert.All(scores.Skip(1), score => Assert.Equal(JsonValueKind.Null, score.GetProperty("points").ValueKind));
        Assert.Equal(
            ["""{"unit":"x","raw":4,"applicable":100,"total":4}""", """{"unit":"y","raw":0,"applicable":95,"total":0}""", """{"unit":"q","raw":0,"applicable":0,"total":null}"""],
            json.RootElement.GetProperty("totals").EnumerateArray().Select(total => total.GetRawText()));
    }

    [Fact]
    public async Task Warnings_stay_away_from_the_object()
    {
        var file = Written("""{"observations":[{"unit":"x","group":"镇","indicator":"1.2","findings":0},{"unit":"x","indicator":"1.2","findings":1}]}""");
        var (exit, output, error) = await RunAsync(TryScheme.Command(), Table, file, "--json");
        Assert.Equal((0, "注意：第2条：x的1.2重复出现，合计以后一条为准\n"), (exit, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal(2, json.RootElement.GetProperty("scores").GetArrayLength());
    }

    [Fact]
    public async Task Trying_writes_a_table_for_people()
    {
        var file = Written("""[{"unit":"泗泾镇","group":"镇","indicator":"1.2","findings":2},{"unit":"\u001b[31m","indicator":"1.2"},{"unit":"佘山镇","group":"镇","indicator":"6.1","points":1,"reason":"cod\u202Eexe\nx"}]""");
        var (exit, output, _) = await RunAsync(TryScheme.Command(), Table, file);
        Assert.Equal(0, exit);
        Assert.Contains("泗泾镇              1.2   已评    3       发现2个错误。", output, StringComparison.Ordinal);
        Assert.Contains("已得3分，适用指标满分100分。总分3分", output, StringComparison.Ordinal);
        Assert.Contains("单位类别不明，不能汇总", output, StringComparison.Ordinal);
        Assert.Contains("[U+001B][31m", output, StringComparison.Ordinal);
        Assert.Contains("理由：cod[U+202E]exe x。", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "不是合法的JSON：第1行第2字节处有误")]
    [InlineData("{\"observations\":1}", "应为JSON数组，或有observations数组的对象")]
    [InlineData("3", "应为JSON数组，或有observations数组的对象")]
    public async Task Observations_that_are_no_list_are_not_tried(string text, string message)
    {
        var (exit, output, error) = await RunAsync(TryScheme.Command(), Table, Written(text), "--json");
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_table_is_not_tried()
    {
        var (exit, output, error) = await RunAsync(TryScheme.Command(), Written("{}"), Written("[]"), "--json");
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("/sections：缺少这一项", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_thousand_observations_take_seconds()
    {
        var file = Written($"[{string.Join(',', Enumerable.Range(0, 50_000).Select(i => $$"""{"unit":"u{{i / 26}}","group":"镇","indicator":"{{Songjiang2022.Scheme.Indicators[i % 26].Code}}","findings":{{i % 9}}}"""))}]");
        var clock = Stopwatch.StartNew();
        var (exit, output, error) = await RunAsync(TryScheme.Command(), Table, file, "--json");
        Assert.Equal((0, ""), (exit, error));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"{clock.Elapsed}");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(50_000, json.RootElement.GetProperty("scores").GetArrayLength());
    }
}
