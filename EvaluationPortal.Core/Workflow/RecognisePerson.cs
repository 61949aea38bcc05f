using System.Text;
using EvaluationPortal.Core.Access;
using EvaluationPortal.Core.Evaluation;
using EvaluationPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace EvaluationPortal.Core.Workflow;

/// <summary>
/// Finds the registered person that a sign-in provider says has come: by the login tied to it, else by the staff number or the
/// verified e-mail, and then ties the login, so that from then on neither matters. It never makes a person.
/// </summary>
public sealed class RecognisePerson(Ledger ledger, PortalDatabase database, People people)
{
    /// <summary>Finds the person.</summary>
    /// <param name="address">Network address of the client, for the trail.</param>
    public async Task<Recognition> Run(Arrival arrival, string? address, CancellationToken stop)
    {
        await using (var db = database.Open())
        {
            if (await Tied(db, arrival, stop) is { } known) return await Of(db, known, stop);
        }

        return await ledger.Write<Recognition>(
            async transaction =>
            {
                if (await Tied(transaction.Db, arrival, stop) is { } known) return await Of(transaction.Db, known, stop);
                var recognition = await Match(transaction.Db, arrival, stop);
                if (recognition is Recognised { Person: var person })
                {
                    transaction.Db.Logins.Add(new() { LoginProvider = arrival.Provider, ProviderKey = arrival.Key, UserId = person.Value });
                    transaction.Append(person, AuditKinds.LoginLinked, entry =>
                        (entry.Subject, entry.After) = (person.Value, new EventDetails(address, Method: arrival.Provider, Login: arrival.Key).Write()));
                }
                else
                {
                    transaction.Abandon();
                }

                return recognition;
            },
            stop);
    }

    private static async Task<PersonId?> Tied(PortalDbContext db, Arrival arrival, CancellationToken stop) =>
        await db.Logins.AsNoTracking().SingleOrDefaultAsync(l => l.LoginProvider == arrival.Provider && l.ProviderKey == arrival.Key, stop) is { } login ? new PersonId(login.UserId) : null;

    private async Task<Recognition> Of(PortalDbContext db, PersonId person, CancellationToken stop) =>
        await people.FindNow(db, person, stop) is null ? new NotRecognised(SignInRefusal.Disabled) : new Recognised(person);

    private async Task<Recognition> Match(PortalDbContext db, Arrival arrival, CancellationToken stop)
    {
        var email = arrival.IsEmailVerified ? arrival.Email : null;
        var fitting = (await people.EverybodyNow(db, stop)).Where(p => Same(p.StaffNumber, arrival.StaffNumber) || (SameAddress(p.Email, email) && !Contradicts(p.StaffNumber, arrival.StaffNumber))).ToList();
        // Whoever has left does not stand in the way of a newcomer with the same address.
        var meant = fitting.Exists(p => !p.IsDisabled) ? fitting.FindAll(p => !p.IsDisabled) : fitting;
        if (meant is not [var person])
        {
            return new NotRecognised(meant.Count > 1 ? SignInRefusal.Ambiguous : arrival is { Email: not null, IsEmailVerified: false } ? SignInRefusal.UnverifiedEmail : SignInRefusal.Stranger);
        }

        if (person.IsDisabled) return new NotRecognised(SignInRefusal.Disabled);

        // An address or number that was given to somebody else since must not give the person with it.
        return await db.Logins.AnyAsync(l => l.LoginProvider == arrival.Provider && l.UserId == person.Id.Value, stop)
            ? new NotRecognised(SignInRefusal.TiedToAnother)
            : new Recognised(person.Id);
    }

    /// <summary>An address that was given to a newcomer: the number tells them apart.</summary>
    private static bool Contradicts(string? registered, string? told) => registered is not null && told is not null && registered != told;

    private static bool Same(string? registered, string? told) => registered is not null && string.Equals(registered, told, StringComparison.Ordinal);

    /// <summary>ASCII only: letters that merely fold into others would make one address out of two.</summary>
    private static bool SameAddress(string? registered, string? told) => registered is not null && told is not null && Ascii.EqualsIgnoreCase(registered, told);
}

/// <summary>Who came from a provider, or why nobody.</summary>
public abstract record Recognition;

/// <summary>A registered person who may work.</summary>
public sealed record Recognised(PersonId Person) : Recognition;

/// <summary>Nobody is to be let in.</summary>
public sealed record NotRecognised(SignInRefusal Why) : Recognition;
