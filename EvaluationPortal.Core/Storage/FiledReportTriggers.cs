namespace EvaluationPortal.Core.Storage;

/// <summary>The triggers that keep what units have filed (报送) as it was; a migration that rebuilds the table must create them again.</summary>
public static class FiledReportTriggers
{
    /// <summary>Names of the triggers that must stand on the table.</summary>
    public static IReadOnlyList<string> Names(bool sqlite) =>
        sqlite ? ["filed_reports_no_update", "filed_reports_no_delete", "filed_reports_no_replace"] : ["filed_reports_no_change", "filed_reports_no_truncate"];

    /// <summary>SQLite: REPLACE deletes without the delete trigger, hence the third.</summary>
    public const string Sqlite = """
        CREATE TRIGGER filed_reports_no_update BEFORE UPDATE ON filed_reports BEGIN SELECT RAISE(ABORT, 'filed_reports is append-only'); END;
        CREATE TRIGGER filed_reports_no_delete BEFORE DELETE ON filed_reports BEGIN SELECT RAISE(ABORT, 'filed_reports is append-only'); END;
        CREATE TRIGGER filed_reports_no_replace BEFORE INSERT ON filed_reports WHEN EXISTS (SELECT 1 FROM filed_reports WHERE cycle = NEW.cycle AND unit = NEW.unit AND number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'filed_reports is append-only'); END;
        """;

    /// <summary>PostgreSQL.</summary>
    public const string Postgres = """
        CREATE FUNCTION filed_reports_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'filed_reports is append-only'; END $$;
        CREATE TRIGGER filed_reports_no_change BEFORE UPDATE OR DELETE ON filed_reports FOR EACH ROW EXECUTE FUNCTION filed_reports_append_only();
        CREATE TRIGGER filed_reports_no_truncate BEFORE TRUNCATE ON filed_reports FOR EACH STATEMENT EXECUTE FUNCTION filed_reports_append_only();
        """;
}
