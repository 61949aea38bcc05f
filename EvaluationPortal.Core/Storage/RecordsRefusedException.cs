namespace EvaluationPortal.Core.Storage;

/// <summary>The database cannot be worked with; the message (Chinese) says why and what to do.</summary>
public sealed class RecordsRefusedException(string message, Exception? inner = null) : Exception(message, inner);
