using CsCheck;
using EvaluationPortal.Core.Evaluation;

namespace EvaluationPortal.Tests.Evaluation;

public sealed class TextGateTests
{
    [Fact]
    public void Any_text_comes_out_visible_in_normal_form_and_the_same_the_second_time() =>
        Check.Sample(Gen.Char.Array[0, 40].Select(chars => new string(chars)), text =>
        {
            var clean = TextGate.Clean(text);
            Assert.Equal(clean, TextGate.Clean(clean));
            Assert.True(clean.IsNormalized());
            Assert.DoesNotContain(clean, c => char.IsControl(c) && c is not ('\n' or '\t'));
            Assert.DoesNotContain(clean, c => c is '\u202A' or '\u202B' or '\u202D' or '\u202E' or '\u2066' or '\u2067' or '\u2068' or '\ufffe' or '\uffff');
            Assert.DoesNotContain(clean.EnumerateRunes(), r => r.Value == 0);
        }, iter: 20_000);

    [Fact]
    public void Every_character_alone_gets_through() =>
        Assert.All(Enumerable.Range(0, 0x10000).Select(c => (char)c), c => Assert.Equal(TextGate.Clean(c.ToString()), TextGate.Clean(TextGate.Clean(c.ToString()))));

    [Theory]
    [InlineData("\u200d")]
    [InlineData(" \u200c\ufe0f\u3000")]
    [InlineData("\U000e0100")]
    public void Text_that_nobody_can_see_is_no_text(string typed) => Assert.Equal("", TextGate.Clean(typed));

    [Theory]
    [InlineData("\u3164", "[U+3164]")]
    [InlineData("a\u2800b\u115f", "a[U+2800]b[U+115F]")]
    public void Characters_drawn_as_nothing_are_shown(string typed, string shown) => Assert.Equal(shown, TextGate.Clean(typed));

    [Fact]
    public void The_length_that_counts_is_the_one_after_cleaning()
    {
        Assert.Null(TextGate.TooLong(new string('长', TextGate.MostCharacters), "理由"));
        Assert.Contains("理由有2001个字符", TextGate.TooLong(new string('长', TextGate.MostCharacters + 1), "理由"), StringComparison.Ordinal);
        Assert.NotNull(TextGate.TooLong(TextGate.Clean(new string('\0', 300)), "理由"));
    }
}
