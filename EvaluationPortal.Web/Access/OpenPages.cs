using System.Collections.Concurrent;
using System.Security.Claims;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Live;

namespace EvaluationPortal.Web.Access;

/// <summary>
/// The open pages of everybody, and what has become of their sessions: pushed when people or sessions change, and looked at again
/// every two seconds. A page whose session has ended, or whose person has changed, is told once and closes.
/// </summary>
public sealed partial class OpenPages : IDisposable
{
    private readonly ConcurrentDictionary<OpenPage, byte> _pages = new();
    private readonly IServiceProvider _services;
    private readonly People _people;
    private readonly LiveSessions _sessions;
    private readonly ILogger<OpenPages> _log;

    public OpenPages(IServiceProvider services, People people, LiveSessions sessions, ILogger<OpenPages> log)
    {
        (_services, _people, _sessions, _log) = (services, people, sessions, log);
        people.Changed += LookAgain;
        sessions.Ended += LookAgain;
    }

    /// <summary>How many there are.</summary>
    public int Count => _pages.Count;

    /// <summary>Watches over a page until it is disposed of.</summary>
    /// <param name="user">Whose it is, by the cookie it was opened with.</param>
    /// <param name="person">As the page shows him.</param>
    /// <param name="over">Called once, in any thread, when the page must close.</param>
    public IDisposable Watch(ClaimsPrincipal user, Person person, Func<PageEnd, Task> over)
    {
        var page = new OpenPage(this, user, person, over);
        _pages[page] = 0;
        Look(page); // What changed between drawing and watching is told too.
        return page;
    }

    /// <summary>Looks at every page.</summary>
    public void Look()
    {
        foreach (var page in _pages.Keys) Look(page);
    }

    public void Dispose()
    {
        _people.Changed -= LookAgain;
        _sessions.Ended -= LookAgain;
    }

    private void LookAgain(object? sender, EventArgs e) => Look();

    private void Look(OpenPage page)
    {
        PageEnd? end = !SessionCookie.IsGood(_services, page.User, out _) ? PageEnd.SignedOut : _people.Of(page.User) != page.Person ? PageEnd.Changed : null;
        if (end is not { } why || !_pages.TryRemove(page, out _)) return;
        _ = Tell(page, why);
    }

    private async Task Tell(OpenPage page, PageEnd why)
    {
        try
        {
            await page.Over(why);
        }
        catch (Exception fault)
        {
            LogNotTold(_log, fault, page.Person.Id.Value);
        }
    }

    [LoggerMessage(LogLevel.Warning, "An open page of {Person} could not be told that it has to close; it may do nothing any more all the same.")]
    private static partial void LogNotTold(ILogger log, Exception fault, string person);

    private sealed class OpenPage(OpenPages all, ClaimsPrincipal user, Person person, Func<PageEnd, Task> over) : IDisposable
    {
        public ClaimsPrincipal User => user;
        public Person Person => person;
        public Func<PageEnd, Task> Over => over;

        public void Dispose() => all._pages.TryRemove(this, out _);
    }
}

/// <summary>Why an open page closes.</summary>
public enum PageEnd
{
    /// <summary>Signed out, disabled, idle, or ended from elsewhere.</summary>
    SignedOut = 0,

    /// <summary>Roles, units or name changed: the page loads itself anew.</summary>
    Changed = 1,
}
