namespace EvaluationPortal.Core.Access;

/// <summary>Who a sign-in provider says has come, checked for everything but whether the portal knows the person.</summary>
/// <param name="Provider">The provider's id in the settings.</param>
/// <param name="Key">Who it is at that provider, for ever: <c>tenant:object</c> at Entra, <c>authority:subject</c> elsewhere.</param>
/// <param name="Name">What the provider calls the person, for the trail; null where it does not say.</param>
/// <param name="Email">An address the provider names; null for none.</param>
/// <param name="IsEmailVerified">Whether it vouches for the address; without that it says nothing about who has come.</param>
/// <param name="StaffNumber">工号, from a provider that is trusted with it; null for none.</param>
public sealed record Arrival(string Provider, string Key, string? Name, string? Email, bool IsEmailVerified, string? StaffNumber);
