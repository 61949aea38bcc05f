using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EvaluationPortal.Core.Storage;

/// <summary>The portal's tables, the same on every provider; a subclass a provider carries its migrations.</summary>
public abstract partial class PortalDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<AuditHead> AuditHead => Set<AuditHead>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<SchemeRow> Schemes => Set<SchemeRow>();
    public DbSet<CycleRow> Cycles => Set<CycleRow>();
    public DbSet<UnitRow> Units => Set<UnitRow>();
    public DbSet<AssessmentRow> Assessments => Set<AssessmentRow>();
    public DbSet<SelfReportRow> SelfReports => Set<SelfReportRow>();
    public DbSet<DraftRow> Drafts => Set<DraftRow>();
    public DbSet<FiledReportRow> FiledReports => Set<FiledReportRow>();
    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();
    public DbSet<SeenRow> Seen => Set<SeenRow>();
    public DbSet<PersonRow> People => Set<PersonRow>();
    public DbSet<EvidenceRow> Evidence => Set<EvidenceRow>();
    public DbSet<MendingRow> Mendings => Set<MendingRow>();
    public DbSet<DailyRecordRow> DailyRecords => Set<DailyRecordRow>();
    public DbSet<ImportRow> Imports => Set<ImportRow>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Who a person is at a sign-in provider.</summary>
    public DbSet<IdentityUserLogin<string>> Logins => Set<IdentityUserLogin<string>>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Guid>().HaveConversion<string>().HaveMaxLength(36);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AuditHead>(head =>
        {
            head.ToTable("audit_head").Property(h => h.Id).ValueGeneratedNever();
            head.HasData(new AuditHead());
        });
        modelBuilder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit").HasKey(e => e.Sequence);
            entry.Property(e => e.Sequence).ValueGeneratedNever();
            entry.HasIndex(e => e.EditId).IsUnique();
            entry.HasIndex(e => new { e.Cycle, e.Unit, e.Indicator });
            // The page of the trail reads the newest first, by each of these.
            entry.HasIndex(e => new { e.By, e.Sequence });
            entry.HasIndex(e => new { e.Subject, e.Sequence });
            entry.HasIndex(e => new { e.Kind, e.Sequence });
            entry.HasIndex(e => new { e.Unit, e.Sequence });
            entry.HasIndex(e => e.At);
        });
        modelBuilder.Entity<SchemeRow>().ToTable("schemes").HasKey(s => s.Digest);
        modelBuilder.Entity<CycleRow>(cycle =>
        {
            cycle.ToTable("cycles").HasKey(c => c.Code);
            cycle.HasOne<SchemeRow>().WithMany().HasForeignKey(c => c.SchemeDigest).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<UnitRow>(unit =>
        {
            unit.ToTable("units").HasKey(u => new { u.Cycle, u.Code });
            unit.HasOne<CycleRow>().WithMany().HasForeignKey(u => u.Cycle).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<AssessmentRow>(assessment =>
        {
            assessment.ToTable("assessments").HasKey(a => new { a.Cycle, a.Unit, a.Indicator, a.Source });
            assessment.HasOne<UnitRow>().WithMany().HasForeignKey(a => new { a.Cycle, a.Unit }).OnDelete(DeleteBehavior.Restrict);
            assessment.HasIndex(a => new { a.Cycle, a.Version });
        });
        modelBuilder.Entity<EvidenceRow>(evidence =>
        {
            evidence.ToTable("evidence").HasIndex(e => new { e.Cycle, e.Unit, e.Indicator });
            evidence.HasIndex(e => e.Sha256);
            evidence.HasOne<CycleRow>().WithMany().HasForeignKey(e => e.Cycle).OnDelete(DeleteBehavior.Restrict);
            evidence.HasOne<UnitRow>().WithMany().HasForeignKey(e => new { e.Cycle, e.Unit }).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<DeliveryRow>(delivery =>
        {
            delivery.ToTable("deliveries").HasKey(d => new { d.Cycle, d.Assessor });
            delivery.HasOne<CycleRow>().WithMany().HasForeignKey(d => d.Cycle).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<ImportRow>(import =>
        {
            import.ToTable("imports").HasIndex(i => new { i.Cycle, i.At });
            import.HasOne<CycleRow>().WithMany().HasForeignKey(i => i.Cycle).OnDelete(DeleteBehavior.Restrict);
        });
        ModelSelfReports(modelBuilder);
        ModelFindings(modelBuilder);
        ModelPeople(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            property.SetColumnName(WordStart().Replace(property.Name, "_").ToLowerInvariant());
        }
    }

    private static void ModelSelfReports(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SelfReportRow>(report =>
        {
            report.ToTable("self_reports").HasKey(r => new { r.Cycle, r.Unit });
            report.HasOne<UnitRow>().WithOne().HasForeignKey<SelfReportRow>(r => new { r.Cycle, r.Unit }).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<DraftRow>(draft =>
        {
            draft.ToTable("drafts").HasKey(d => new { d.Cycle, d.Unit, d.Indicator, d.Field });
            draft.HasOne<UnitRow>().WithMany().HasForeignKey(d => new { d.Cycle, d.Unit }).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<FiledReportRow>(filed =>
        {
            filed.ToTable("filed_reports").HasKey(f => new { f.Cycle, f.Unit, f.Number });
            filed.HasOne<UnitRow>().WithMany().HasForeignKey(f => new { f.Cycle, f.Unit }).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<SeenRow>(seen =>
        {
            seen.ToTable("seen").HasKey(s => new { s.Cycle, s.Person, s.Unit, s.Indicator });
            seen.HasOne<UnitRow>().WithMany().HasForeignKey(s => new { s.Cycle, s.Unit }).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void ModelFindings(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<MendingRow>(mending =>
        {
            mending.ToTable("mendings").HasKey(m => new { m.Cycle, m.Unit, m.Indicator, m.Source, m.Finding });
            mending.HasOne<UnitRow>().WithMany().HasForeignKey(m => new { m.Cycle, m.Unit }).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<DailyRecordRow>().ToTable("daily_records").HasIndex(r => r.Unit);
    }

    private static void ModelPeople(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PersonRow>().ToTable("people");
        modelBuilder.Entity<SessionRow>(session =>
        {
            session.ToTable("sessions").HasIndex(s => new { s.Person, s.EndedAt });
            session.HasOne<PersonRow>().WithMany().HasForeignKey(s => s.Person).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Account>(account =>
        {
            account.ToTable("accounts").HasIndex(a => a.NormalizedUserName).IsUnique();
            account.HasOne<PersonRow>().WithOne().HasForeignKey<Account>(a => a.Id).OnDelete(DeleteBehavior.Restrict);
            account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
            foreach (var unused in (string[])[nameof(Account.Email), nameof(Account.NormalizedEmail), nameof(Account.EmailConfirmed), nameof(Account.PhoneNumber), nameof(Account.PhoneNumberConfirmed)])
            {
                account.Ignore(unused);
            }
        });
        modelBuilder.Entity<IdentityUserLogin<string>>(login =>
        {
            login.ToTable("logins").HasKey(l => new { l.LoginProvider, l.ProviderKey });
            login.HasOne<PersonRow>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<IdentityUserToken<string>>(token =>
        {
            token.ToTable("account_tokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
            token.HasOne<Account>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordStart();

    /// <summary>UTC instants are stored as whole Unix milliseconds, in one place.</summary>
    private sealed class UnixMilliseconds() : ValueConverter<DateTime, long>(
        at => new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)).ToUnixTimeMilliseconds(),
        stored => DateTimeOffset.FromUnixTimeMilliseconds(stored).UtcDateTime);
}

/// <summary>The embedded default.</summary>
public sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options) : PortalDbContext(options);

/// <summary>For several servers.</summary>
public sealed class PostgresPortalDbContext(DbContextOptions<PostgresPortalDbContext> options) : PortalDbContext(options);
