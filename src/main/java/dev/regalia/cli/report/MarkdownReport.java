package dev.regalia.cli.report;

import dev.regalia.cli.report.PlanReport.Change;
import dev.regalia.cli.report.PlanReport.FindingPart;
import dev.regalia.cli.report.PlanReport.NamespacePart;
import dev.regalia.cli.report.PlanReport.SharePart;
import dev.regalia.cli.report.PlanReport.TenantPart;

/// A report for the comment of a pull request: the line with counts first, then tables.
public final class MarkdownReport {

    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    /// The Markdown, ending in a line break.
    public static String of(PlanReport report) {
        MarkdownReport markdown = new MarkdownReport();
        markdown.write(report);
        return markdown.text.toString();
    }

    private void write(PlanReport report) {
        text.append("**").append(Phrases.summary(report.counts())).append("**\n");
        nodes(report);
        tenants(report);
        certificates(report);
        if (!report.cluster().isEmpty()) {
            table("Cluster", "Action", "What");
            report.cluster().forEach(change -> row(Phrases.word(change.action()), change.what()));
        }
        if (!report.findings().isEmpty()) {
            table("Findings", "Object", "Reason", "What is the case", "Next");
            for (FindingPart finding : report.findings()) {
                row(
                        finding.kind() + "/" + finding.name(),
                        finding.reason(),
                        (finding.field().isEmpty() ? "" : "`" + finding.field() + "`: ")
                                + finding.message(),
                        finding.cure());
            }
        }
        report.notes().forEach(note -> text.append("\nNote: ").append(shown(note)).append('\n'));
    }

    private void nodes(PlanReport report) {
        boolean any =
                report.pools().stream()
                        .flatMap(pool -> pool.groups().stream())
                        .anyMatch(group -> !group.actions().isEmpty());
        if (!any) {
            return;
        }
        table("Nodes", "Pool", "Node group", "Action", "Nodes");
        report.pools()
                .forEach(
                        pool ->
                                pool.groups()
                                        .forEach(
                                                group ->
                                                        group.actions()
                                                                .forEach(
                                                                        action ->
                                                                                row(
                                                                                        pool.name(),
                                                                                        group
                                                                                                .name(),
                                                                                        Phrases
                                                                                                .word(
                                                                                                        action
                                                                                                                .action()),
                                                                                        Phrases
                                                                                                .sentence(
                                                                                                        action)))));
    }

    private void certificates(PlanReport report) {
        for (PlanReport.PoolPart pool : report.pools()) {
            for (CertificatePart certificate : pool.certificates()) {
                text.append("\n### Certificate: ")
                        .append(shown(pool.name()))
                        .append(", ")
                        .append(shown(certificate.heading()))
                        .append("\n\n");
                certificate
                        .lines()
                        .forEach(line -> text.append("- ").append(shown(line)).append('\n'));
            }
        }
    }

    private void tenants(PlanReport report) {
        boolean any =
                report.tenants().stream()
                        .anyMatch(
                                tenant ->
                                        !tenant.namespaces().isEmpty()
                                                || tenant.shares().stream()
                                                        .anyMatch(SharePart::changes));
        if (!any) {
            return;
        }
        table("Tenants", "Tenant", "Where", "Action", "Resource", "Before", "After");
        for (TenantPart tenant : report.tenants()) {
            tenant.shares().stream()
                    .filter(SharePart::changes)
                    .forEach(share -> row(tenant.name(), share));
            for (NamespacePart namespace : tenant.namespaces()) {
                namespace.changes().forEach(change -> row(tenant.name(), namespace, change));
            }
        }
    }

    private void row(String tenant, SharePart share) {
        row(
                tenant,
                "pool " + share.pool(),
                "reserve",
                Phrases.shortName(share.resource()),
                Long.toString(share.reservedBefore()),
                share.reserved() + " of " + share.requested());
    }

    private void row(String tenant, NamespacePart namespace, Change change) {
        row(
                tenant,
                "namespace " + namespace.name(),
                Phrases.word(change.action()),
                change.resource().map(Phrases::shortName).orElse(change.what()),
                change.before().map(String::valueOf).orElse(""),
                change.after().map(String::valueOf).orElse(""));
    }

    private void table(String title, String... columns) {
        text.append("\n### ").append(title).append("\n\n");
        row(columns);
        text.append("|").append(" --- |".repeat(columns.length)).append('\n');
    }

    private void row(String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(shown(cell).replace("|", "\\|")).append(" |");
        }
        text.append('\n');
    }

    private static String shown(String words) {
        return Visible.of(words).replace(Sheet.TIE, ' ');
    }
}
