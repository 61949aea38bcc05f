using System.Diagnostics;
using EvaluationPortal.Bench.ReportCards;
using EvaluationPortal.Core.Reports;
using EvaluationPortal.Core.Reports.Pdf;
using EvaluationPortal.Tests.Reports;

// One card warm and fifty cards, beside a warm headless Chromium that prints the same content in the same run; the two take turns,
// so that what else the machine does weighs on both alike.
const int rounds = 15;
using var fonts = ReportFonts.Load();
await using var browser = await WarmBrowser.StartAsync(fonts);
var card = SampleCards.Running;
Console.WriteLine($"{Environment.ProcessorCount} cores; card of {card.Sections.Sum(s => s.Rows.Length)} indicators, {card.Findings.Length} findings");

for (var i = 0; i < 30; i++)
    ReportCardPdf.Bytes(card, fonts);
for (var i = 0; i < 3; i++)
    await browser.PrintAsync(card);

var (portalOne, chromiumOne) = (new List<double>(), new List<double>());
for (var i = 0; i < rounds; i++)
{
    portalOne.Add(Time(() => ReportCardPdf.Bytes(card, fonts)));
    chromiumOne.Add(await TimeAsync(() => browser.PrintAsync(card)));
}

var portalFifty = Time(() => Print(SampleCards.Fifty));
var portalParallel = Time(() => Parallel.ForEach(SampleCards.Fifty, c => ReportCardPdf.Bytes(c, fonts)));
var chromiumFifty = await TimeAsync(async () =>
{
    foreach (var one in SampleCards.Fifty)
        await browser.PrintAsync(one);
});

Row("", "portal", "chromium", "ratio");
Row("one card, fastest (ms)", portalOne.Min(), chromiumOne.Min());
Row("one card, median (ms)", Median(portalOne), Median(chromiumOne));
Row("50 cards, one thread (ms)", portalFifty, chromiumFifty);
Row("50 cards, all cores (ms)", portalParallel, chromiumFifty);
Row("size (KB)", ReportCardPdf.Bytes(card, fonts).Length / 1000d, (await browser.PrintAsync(card)).Length / 1000d);
return;

void Print(IEnumerable<ReportCard> cards)
{
    foreach (var one in cards)
        ReportCardPdf.Bytes(one, fonts);
}

static double Time(Action action)
{
    var start = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static async Task<double> TimeAsync(Func<Task> action)
{
    var start = Stopwatch.GetTimestamp();
    await action();
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static void Row(string name, params object[] cells)
{
    if (cells is [double ours, double theirs])
        cells = [ours.ToString("0.0"), theirs.ToString("0.0"), $"{theirs / ours:0.0}x"];
    Console.WriteLine($"{name,-28}{cells[0],12}{cells[1],12}{cells[2],10}");
}
