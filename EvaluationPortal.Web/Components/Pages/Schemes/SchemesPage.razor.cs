using System.Collections.Immutable;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Workflow;
using Microsoft.AspNetCore.Components;

namespace EvaluationPortal.Web.Components.Pages.Schemes;

/// <summary>The adopted tables.</summary>
public sealed partial class SchemesPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ImmutableArray<AdoptedScheme> _schemes = [];

    [Inject] public required ReadSchemes Schemes { get; set; }
    [Inject] public required People People { get; set; }

    [CascadingParameter] public required Person By { get; set; }

    protected override async Task OnInitializedAsync() => _schemes = await Schemes.Adopted(By.Id, _gone.Token);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }
}
