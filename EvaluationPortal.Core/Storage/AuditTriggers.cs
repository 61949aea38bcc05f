namespace EvaluationPortal.Core.Storage;

/// <summary>The triggers that make the audit table append-only; a migration that rebuilds the table must create them again.</summary>
public static class AuditTriggers
{
    /// <summary>Names of the triggers that must stand on the audit table.</summary>
    public static IReadOnlyList<string> Names(bool sqlite) =>
        sqlite ? ["audit_no_update", "audit_no_delete", "audit_no_replace"] : ["audit_no_change", "audit_no_truncate"];

    /// <summary>SQLite: REPLACE deletes without the delete trigger, hence the third.</summary>
    public const string Sqlite = """
        CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
        CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
        CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence OR edit_id = NEW.edit_id)
        BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
        """;

    /// <summary>PostgreSQL.</summary>
    public const string Postgres = """
        CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$;
        CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_append_only();
        CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
        """;
}
