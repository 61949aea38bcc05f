using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Web.Operations;

/// <summary>How a trial is printed: for programs and for people.</summary>
internal static class TrialOutput
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object: scores and totals.</summary>
    public static string Json(SchemeTrial trial)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteStartArray("scores");
            foreach (var (unit, indicator, score) in trial.Scores)
            {
                json.WriteStartObject();
                json.WriteString("unit", unit);
                json.WriteString("indicator", indicator);
                json.WriteString("state", StateOf(score).Json);
                WriteNumber(json, "points", score is Awarded awarded ? awarded.Points : null);
                json.WriteString("explanation", score.Explanation);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("totals");
            foreach (var (unit, totals) in trial.Totals)
            {
                json.WriteStartObject();
                json.WriteString("unit", unit);
                WriteNumber(json, "raw", totals?.Raw ?? 0);
                WriteNumber(json, "applicable", totals?.Applicable ?? 0);
                WriteNumber(json, "total", totals?.Total);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A line for each observation, then one for each unit.</summary>
    public static string Table(SchemeTrial trial)
    {
        var text = new StringBuilder();
        text.AppendLine(Line(("单位", 20), ("指标", 6), ("状态", 8), ("得分", 8), ("说明", 0)));
        foreach (var (unit, indicator, score) in trial.Scores)
        {
            var points = score is Awarded awarded ? Decimals.Text(awarded.Points) : "";
            text.AppendLine(Line((unit ?? "", 20), (indicator ?? "", 6), (StateOf(score).Name, 8), (points, 8), (score.Explanation, 0)));
        }

        text.AppendLine().AppendLine(Line(("单位", 20), ("得分合计", 10), ("适用满分", 10), ("总分", 8), ("说明", 0)));
        foreach (var (unit, totals) in trial.Totals)
        {
            var (raw, applicable, total) = (Decimals.Text(totals?.Raw ?? 0), Decimals.Text(totals?.Applicable ?? 0), totals?.Total is { } sum ? Decimals.Text(sum) : "");
            text.AppendLine(Line((unit, 20), (raw, 10), (applicable, 10), (total, 8), (totals?.Explanation ?? "单位类别不明，不能汇总", 0)));
        }

        return text.ToString().TrimEnd();
    }

    private static (string Json, string Name) StateOf(Score score) => score switch
    {
        Awarded => ("awarded", "已评"),
        Pending => ("pending", "待评"),
        NotApplicable => ("notApplicable", "不涉及"),
        Refused => ("refused", "不合规定"),
        _ => throw new UnreachableException(score.GetType().Name),
    };

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        json.WritePropertyName(name);
        if (value is { } number)
        {
            json.WriteNumberValue(Decimals.Trimmed(number));
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Columns of that many character cells, where a Chinese character takes two, on one line; what could mislead a reader or a terminal is shown as marks.</summary>
    private static string Line(params ReadOnlySpan<(string Text, int Width)> columns)
    {
        var line = new StringBuilder();
        foreach (var (text, width) in columns)
        {
            var used = 0;
            foreach (var c in TextGate.Clean(text))
            {
                line.Append(char.IsControl(c) ? ' ' : c);
                used += c > '⺀' ? 2 : 1;
            }

            line.Append(' ', Math.Max(width - used, 1));
        }

        return line.ToString().TrimEnd();
    }
}
