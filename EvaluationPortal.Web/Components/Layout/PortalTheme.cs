using MudBlazor;

namespace EvaluationPortal.Web.Components.Layout;

/// <summary>Calm, official, dense; every text at least 4.5 : 1 on its ground.</summary>
public static class PortalTheme
{
    private static readonly string[] Fonts = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d4f91",
            PrimaryContrastText = "#ffffff",
            Secondary = "#8a4b08",
            AppbarBackground = "#1d4f91",
            AppbarText = "#ffffff",
            Background = "#f5f6f8",
            Surface = "#ffffff",
            TextPrimary = "#1b1f24",
            TextSecondary = "#4a5360",
            TextDisabled = "#6a7280",
            ActionDefault = "#4a5360",
            LinesDefault = "#d5dae1",
            TableLines = "#d5dae1",
            Divider = "#d5dae1",
            Success = "#1b6e3c",
            Warning = "#8a4b08",
            Error = "#b3261e",
            Info = "#1d4f91",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "3px", AppbarHeight = "48px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.875rem", LineHeight = "1.5", LetterSpacing = "0" },
            H1 = new H1Typography { FontFamily = Fonts, FontSize = "1.375rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            H2 = new H2Typography { FontFamily = Fonts, FontSize = "1.125rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            H3 = new H3Typography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "0" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "0.875rem", FontWeight = "500", TextTransform = "none", LetterSpacing = "0" },
        },
    };
}
