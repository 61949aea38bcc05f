using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Schemes.Adoption;

namespace EvaluationPortal.Core.Workflow;

/// <summary>The rows of a list that was copied from a spreadsheet.</summary>
internal static class PastedRows
{
    /// <summary>The rows that hold anything, numbered as pasted; a cell in quotes may hold line breaks.</summary>
    /// <param name="unclosed">The row with a quote that does not end; null mostly.</param>
    public static List<PastedRow> Read(string text, out int? unclosed)
    {
        var (rows, cells) = (new List<PastedRow>(), new List<string>());
        unclosed = null;
        foreach (var cell in TabbedText.Cells(text.TrimStart('\uFEFF')))
        {
            if (cell.Text is null) unclosed = cell.Row;
            cells.Add(TextGate.Clean(cell.Text ?? ""));
            if (!cell.EndsRow) continue;
            if (cells.Exists(filled => filled.Length > 0)) rows.Add(new(cell.Row, cells));
            cells = [];
        }
        return rows;
    }
}

/// <summary>A row that was pasted.</summary>
/// <param name="Number">Within what was pasted, from 1.</param>
/// <param name="Cells">Cleaned; an empty one is empty.</param>
internal sealed record PastedRow(int Number, List<string> Cells);
