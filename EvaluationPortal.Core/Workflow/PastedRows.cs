using System.Text;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Core.Workflow;

/// <summary>Splits what was copied from a spreadsheet into rows and cells.</summary>
internal static class PastedRows
{
    /// <summary>The rows that hold anything, numbered as pasted; a cell in quotes may hold line breaks.</summary>
    /// <param name="unclosed">The row with a quote that does not end; null mostly.</param>
    public static List<PastedRow> Read(string text, out int? unclosed)
    {
        text = text.TrimStart('\uFEFF');
        var (rows, cells, cell, isQuoted, number) = (new List<PastedRow>(), new List<string>(), new StringBuilder(), false, 1);
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : '\n';
            if (isQuoted && at < text.Length)
            {
                if (c is not '"') cell.Append(c);
                else if (at + 1 < text.Length && text[at + 1] is '"') cell.Append(text[++at]);
                else isQuoted = false;
                continue;
            }
            if (c is '"' && cell.Length == 0) isQuoted = true;
            else if (c is not ('\t' or '\n' or '\r')) cell.Append(c);
            if (c is not ('\t' or '\n')) continue;
            cells.Add(TextGate.Clean(cell.ToString()));
            cell.Clear();
            if (c is '\t') continue;
            if (cells.Exists(filled => filled.Length > 0)) rows.Add(new(number, cells));
            (cells, number) = ([], number + 1);
        }
        unclosed = isQuoted ? number - 1 : null;
        return rows;
    }
}

/// <summary>A row that was pasted.</summary>
/// <param name="Number">Within what was pasted, from 1.</param>
/// <param name="Cells">Cleaned; an empty one is empty.</param>
internal sealed record PastedRow(int Number, List<string> Cells);
