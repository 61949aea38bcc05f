using System.Text;
using System.Text.Json;

namespace EvaluationPortal.Core.Scoring;

/// <summary>A JSON file of a person's making, opened for checking.</summary>
internal static class JsonFile
{
    /// <summary>Reads a whole file; null where it is not a JSON object of valid text.</summary>
    public static JsonPart? Open(ReadOnlyMemory<byte> file, List<Fault> faults)
    {
        try
        {
            var text = new UTF8Encoding(false, true).GetString(file.Span.StartsWith("\uFEFF"u8) ? file.Span[3..] : file.Span);
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                Decode(document.RootElement);
                return new JsonPart(document.RootElement.Clone(), "", faults);
            }

            faults.Add(new Fault("", "文件最外层应为一个JSON对象{…}"));
        }
        catch (JsonException fault)
        {
            faults.Add(new Fault("", $"不是合法的JSON：第{fault.LineNumber + 1}行第{fault.BytePositionInLine + 1}字节处有误（多余或缺少的逗号、引号、括号等）"));
        }
        catch (InvalidOperationException)
        {
            faults.Add(new Fault("", "含有不成对的代理字符（如\\uD800），请改正"));
        }
        catch (ArgumentException)
        {
            faults.Add(new Fault("", "文件不是UTF-8编码的文字，请另存为UTF-8"));
        }

        return null;
    }

    /// <summary>Decodes every text once, so that an escape that is no character is met here and not later.</summary>
    /// <exception cref="InvalidOperationException">A name or text has one.</exception>
    private static void Decode(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Decode(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var value in element.EnumerateArray())
                {
                    Decode(value);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }
}
