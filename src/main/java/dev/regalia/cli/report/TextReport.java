package dev.regalia.cli.report;

import dev.regalia.cli.report.PlanReport.Change;
import dev.regalia.cli.report.PlanReport.FindingPart;
import dev.regalia.cli.report.PlanReport.GroupPart;
import dev.regalia.cli.report.PlanReport.NamespacePart;
import dev.regalia.cli.report.PlanReport.NodeAction;
import dev.regalia.cli.report.PlanReport.PoolPart;
import dev.regalia.cli.report.PlanReport.SharePart;
import dev.regalia.cli.report.PlanReport.TenantPart;
import dev.regalia.cli.report.Sheet.Paint;
import dev.regalia.cli.report.Sheet.Tone;
import java.util.List;

/// A report for a terminal: what changes, then what was found, then one line with counts. Pools and
/// tenants to which nothing happens are left out.
public final class TextReport {

    private static final int TEXT_AT = 19;

    private final Sheet sheet;

    private TextReport(Sheet sheet) {
        this.sheet = sheet;
    }

    /// The text, ending in a line break.
    public static String of(PlanReport report, boolean colours) {
        TextReport text = new TextReport(new Sheet(colours ? Paint.ANSI : Paint.NONE));
        text.write(report);
        return text.sheet.toString();
    }

    private void write(PlanReport report) {
        report.pools().forEach(this::pool);
        report.tenants().forEach(this::tenant);
        if (!report.cluster().isEmpty()) {
            sheet.gap().heading("Cluster");
            report.cluster().forEach(change -> change(2, change));
        }
        findings(sheet, report.findings());
        sheet.gap();
        report.notes().forEach(note -> sheet.paragraph(0, "Note: " + note));
        sheet.paragraph(0, Phrases.summary(report.counts()));
    }

    private void pool(PoolPart pool) {
        List<GroupPart> changing =
                pool.groups().stream().filter(group -> !group.actions().isEmpty()).toList();
        if (changing.isEmpty() && pool.certificates().isEmpty()) {
            return;
        }
        sheet.gap().heading("SovereignPool/" + pool.name());
        for (GroupPart group : changing) {
            sheet.paragraph(
                    2,
                    "node group "
                            + group.name()
                            + ": "
                            + group.matching()
                            + " matching, "
                            + group.assigned()
                            + " assigned, "
                            + group.ready()
                            + " ready");
            group.actions().forEach(this::action);
        }
        for (CertificatePart certificate : pool.certificates()) {
            sheet.paragraph(2, "certificate for " + certificate.heading());
            certificate.lines().forEach(line -> sheet.entry(4, Tone.PLAIN, "", 6, line));
        }
    }

    private void action(NodeAction action) {
        switch (action.action()) {
            case ADD -> entry(4, Tone.MORE, "+ add", Phrases.sentence(action));
            case RELABEL -> entry(4, Tone.OTHER, "~ relabel", Phrases.sentence(action));
            case REPARTITION -> entry(4, Tone.OTHER, "~ repartition", Phrases.sentence(action));
            case RELEASE -> entry(4, Tone.LESS, "- release", Phrases.sentence(action));
        }
    }

    private void tenant(TenantPart tenant) {
        List<SharePart> reserving = tenant.shares().stream().filter(SharePart::changes).toList();
        if (reserving.isEmpty() && tenant.namespaces().isEmpty()) {
            return;
        }
        sheet.gap().heading("SovereignTenant/" + tenant.name());
        String pool = "";
        for (SharePart share : reserving) {
            if (!share.pool().equals(pool)) {
                pool = share.pool();
                sheet.paragraph(2, "share of " + pool);
            }
            boolean more = share.reserved() > share.reservedBefore();
            entry(
                    4,
                    more ? Tone.MORE : Tone.LESS,
                    more ? "+ reserve" : "- reserve",
                    Phrases.shortName(share.resource())
                            + " "
                            + share.reservedBefore()
                            + " -> "
                            + share.reserved()
                            + " of "
                            + share.requested()
                            + " requested");
        }
        for (NamespacePart namespace : tenant.namespaces()) {
            sheet.paragraph(2, "namespace " + namespace.name() + " on " + namespace.pool());
            namespace.changes().forEach(change -> change(4, change));
        }
    }

    private void change(int indent, Change change) {
        String words =
                change.resource()
                        .map(
                                resource ->
                                        Phrases.shortName(resource)
                                                + " "
                                                + change.before().orElse(0L)
                                                + " -> "
                                                + change.after().orElse(0L))
                        .orElse(change.what());
        switch (change.action()) {
            case CREATE -> entry(indent, Tone.MORE, "+ create", words);
            case GRANT -> entry(indent, Tone.MORE, "+ grant", words);
            case LOWER -> entry(indent, Tone.LESS, "- lower", words);
            case UPDATE -> entry(indent, Tone.OTHER, "~ update", words);
            case RELEASE -> entry(indent, Tone.LESS, "- release", words);
        }
    }

    private void entry(int indent, Tone tone, String head, String words) {
        sheet.entry(indent, tone, head, indent + TEXT_AT - 4, words);
    }

    /// Findings, numbered, each with what to do next.
    static void findings(Sheet sheet, List<FindingPart> findings) {
        if (findings.isEmpty()) {
            return;
        }
        sheet.gap().heading("Findings");
        int number = 0;
        for (FindingPart finding : findings) {
            number++;
            String head = number + ".";
            sheet.entry(
                    0,
                    Tone.OTHER,
                    head,
                    4,
                    finding.kind() + "/" + finding.name() + ": " + finding.reason());
            sheet.paragraph(
                    4,
                    (finding.field().isEmpty() ? "" : finding.field() + ": ") + finding.message());
            if (!finding.cure().isEmpty()) {
                sheet.paragraph(4, "Next: " + finding.cure());
            }
        }
    }
}
