using System.Collections.Concurrent;
using System.Globalization;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Web.Endpoints;

/// <summary>
/// Files that are being read, and pages that ask how far: the page offers a reading and puts its id into the address that the file goes
/// to, the endpoint reports to it. Only the person who offered it finds it.
/// </summary>
public sealed class FileReadings
{
    private readonly ConcurrentDictionary<Guid, FileReading> _offered = new();

    /// <summary>A new reading for the page to send a file to.</summary>
    public FileReading Offer(PersonId person)
    {
        var reading = new FileReading(person);
        _offered[reading.Id] = reading;
        return reading;
    }

    /// <summary>That person's reading of that id, or null.</summary>
    public FileReading? Find(Guid id, PersonId person) => _offered.GetValueOrDefault(id) is { } reading && reading.Person == person ? reading : null;

    /// <summary>The page is gone.</summary>
    public void Withdraw(FileReading reading) => _offered.TryRemove(reading.Id, out _);
}

/// <summary>One file that is being read.</summary>
public sealed class FileReading(PersonId person) : IProgress<int>
{
    private int _rows;

    public Guid Id { get; } = Guid.NewGuid();

    public PersonId Person => person;

    /// <summary>Rows read so far; 0 before it begins.</summary>
    public int Rows => Volatile.Read(ref _rows);

    /// <summary>How far it is, for the page; null while that is not known.</summary>
    public string? Text => Rows > 0 ? $"已读{Rows.ToString("N0", CultureInfo.InvariantCulture)}行" : null;

    public void Report(int value) => Volatile.Write(ref _rows, value);
}
