using System.Globalization;
using EvaluationPortal.Core.Scoring;

namespace EvaluationPortal.Tests.Scoring;

public sealed class DecimalsTests
{
    [Theory]
    [InlineData("0", "0.00")]
    [InlineData("7.5", "7.50")]
    [InlineData("95.789", "95.79")]
    [InlineData("100", "100.00")]
    public void A_column_of_totals_always_has_two_decimals(string value, string shown) => Assert.Equal(shown, Decimals.Fixed(Of(value)));

    [Theory]
    [InlineData("4.50", "4.5")]
    [InlineData("5.00", "5")]
    [InlineData("100", "100")]
    [InlineData("0.0", "0")]
    [InlineData("-1.250", "-1.25")]
    public void A_number_for_JSON_is_the_same_without_trailing_zeros(string value, string json)
    {
        Assert.Equal(json, Decimals.Trimmed(Of(value)).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(Of(value), Decimals.Trimmed(Of(value)));
    }

    [Theory]
    [InlineData("-2", "−2")]
    [InlineData("-0.5", "−0.5")]
    [InlineData("0", "0")]
    [InlineData("-0.0000001", "0")]
    [InlineData("2.5000", "2.5")]
    [InlineData("0.6666666667", "0.666667")]
    public void A_sentence_has_the_typographic_minus_and_six_decimals_at_most(string value, string text) => Assert.Equal(text, Decimals.Text(Of(value)));

    private static decimal Of(string value) => decimal.Parse(value, CultureInfo.InvariantCulture);
}
