using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]

namespace EvaluationPortal.Core.Reports.Pdf;

/// <summary>
/// The subsetter inside the native HarfBuzz library, which HarfBuzzSharp ships but does not wrap. The names are those of
/// HarfBuzz's hb-subset.h.
/// </summary>
internal static class HarfBuzzSubset
{
    private const string Library = "libHarfBuzzSharp";
    private const uint NoHinting = 0x1;
    private const uint NoLayoutClosure = 0x200;
    private const int DropTables = 3;

    // What a PDF reader never asks of an embedded font.
    private static readonly string[] Unused = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "OS/2", "STAT", "gasp", "DSIG", "meta"];

    /// <summary>A face prepared once for many subsets; safe to use from several threads.</summary>
    public static PreparedFace Prepare(nint face) => hb_subset_preprocess(face);

    /// <summary>The font cut down to the code points given, as a TrueType file.</summary>
    /// <param name="preparedFace">From <see cref="Prepare"/>.</param>
    public static byte[] Cut(PreparedFace preparedFace, IEnumerable<int> runes)
    {
        var (input, subset, blob) = (hb_subset_input_create_or_fail(), (nint)0, (nint)0);
        if (input == 0)
            throw new InvalidOperationException("HarfBuzz could not begin a font subset.");
        try
        {
            var unicodes = hb_subset_input_unicode_set(input);
            foreach (var rune in runes)
                hb_set_add(unicodes, (uint)rune);
            var dropped = hb_subset_input_set(input, DropTables);
            foreach (var table in Unused)
                hb_set_add(dropped, Tag(table));
            hb_subset_input_set_flags(input, NoHinting | NoLayoutClosure);
            subset = hb_subset_or_fail(preparedFace, input);
            if (subset == 0)
                throw new InvalidOperationException("HarfBuzz could not cut the report font.");
            blob = hb_face_reference_blob(subset);
            var bytes = hb_blob_get_data(blob, out var length);
            var result = new byte[length];
            Marshal.Copy(bytes, result, 0, (int)length);
            return result;
        }
        finally
        {
            hb_blob_destroy(blob);
            hb_face_destroy(subset);
            hb_subset_input_destroy(input);
        }
    }

    /// <summary>Owns a prepared face.</summary>
    internal sealed class PreparedFace() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            hb_face_destroy(handle);
            return true;
        }
    }

    private static uint Tag(string name) => ((uint)name[0] << 24) | ((uint)name[1] << 16) | ((uint)name[2] << 8) | name[3];

    [DllImport(Library)]
    private static extern PreparedFace hb_subset_preprocess(nint face);

    [DllImport(Library)]
    private static extern nint hb_subset_input_create_or_fail();

    [DllImport(Library)]
    private static extern void hb_subset_input_destroy(nint input);

    [DllImport(Library)]
    private static extern nint hb_subset_input_unicode_set(nint input);

    [DllImport(Library)]
    private static extern nint hb_subset_input_set(nint input, int which);

    [DllImport(Library)]
    private static extern void hb_subset_input_set_flags(nint input, uint flags);

    [DllImport(Library)]
    private static extern nint hb_subset_or_fail(PreparedFace face, nint input);

    [DllImport(Library)]
    private static extern void hb_set_add(nint set, uint value);

    [DllImport(Library)]
    private static extern nint hb_face_reference_blob(nint face);

    [DllImport(Library)]
    private static extern void hb_face_destroy(nint face);

    [DllImport(Library)]
    private static extern nint hb_blob_get_data(nint blob, out uint length);

    [DllImport(Library)]
    private static extern void hb_blob_destroy(nint blob);
}
