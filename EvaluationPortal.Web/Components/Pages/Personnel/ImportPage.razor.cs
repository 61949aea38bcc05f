using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Live;
using EvaluationPortal.Core.Workflow;
using EvaluationPortal.Web.Endpoints;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Personnel;

/// <summary>A pasted list: previewed, then written in one act.</summary>
public sealed partial class ImportPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private string _text = "";
    private PeoplePreview? _preview;
    private PeopleAdded? _done;
    private (int Count, int Of)? _made;
    private bool _isOvertaken;
    private bool _isBusy;

    [Inject] public required AddPeople Add { get; set; }
    [Inject] public required LiveScoreboards Boards { get; set; }
    [Inject] public required CurrentCycle Cycle { get; set; }

    [CascadingParameter] public required Person By { get; set; }

    private Cycle Now => Boards.Of(Cycle.Code).Cycle;

    /// <summary>Another text: what was previewed is no longer what would be done.</summary>
    private void Forget() => (_preview, _isOvertaken) = (null, false);

    private Task PreviewAsync() => Do(async () => (_preview, _isOvertaken) = (await Add.Preview(By.Id, _text, Cycle.Code, _gone.Token), false));

    private Task ImportAsync() => Do(async () =>
    {
        if (_preview is not { } shown) return;
        var passwords = shown.People.Count(p => p.LoginName is not null);
        var progress = new Progress<int>(count => Tell(count, passwords));
        if (passwords > 0) _made = (0, passwords);
        var added = await Add.Run(By.Id, _text, Cycle.Code, shown, progress, _gone.Token);
        (_preview, _isOvertaken) = (added.Instead, added.Instead is not null);
        if (added.Instead is null) (_done, _text) = (added, "");
    });

    private void Tell(int count, int of)
    {
        if (_made is null) return;
        _made = (count, of);
        StateHasChanged();
    }

    private void Again() => (_done, _preview, _isOvertaken) = (null, null, false);

    private async Task Do(Func<Task> act)
    {
        if (_isBusy) return;
        _isBusy = true;
        try
        {
            await act();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone: nothing was written.
        }
        finally
        {
            (_isBusy, _made) = (false, null);
        }
    }

    /// <summary>The first passwords as a spreadsheet takes them.</summary>
    private static string Sheet(PeopleAdded done) => string.Join('\n', done.Passwords.Select(p => $"{p.Name}\t{p.LoginName}\t{p.Password}").Prepend("姓名\t登录名\t初始密码"));

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
