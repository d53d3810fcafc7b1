package dev.regalia.cli.report;

import dev.regalia.api.Reason;
import dev.regalia.cli.report.PlanReport.FindingPart;
import dev.regalia.cli.report.Sheet.Paint;
import dev.regalia.cli.report.Sheet.Tone;
import dev.regalia.plan.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Why one object stands as it does: the chain link by link, then everything that was found, what
/// tells of the first gap first.
///
/// @param object as `SovereignPool/paris-h100`
/// @param state in a word or two
/// @param next what to do next; empty where nothing is to be done
public record Explanation(
        String object, String state, List<Link> chain, List<Finding> findings, String next) {

    public Explanation {
        chain = List.copyOf(chain);
        findings = List.copyOf(findings);
    }

    /// With what to do about the first gap as what to do next; where there is no gap, about the
    /// first finding.
    static Explanation of(String object, String state, List<Link> chain, List<Finding> findings) {
        Optional<Link> gap = chain.stream().filter(Link::isGap).findFirst();
        Predicate<Finding> first = gap.map(Link::toldBy).orElse(Explanation::isWrong);
        List<Finding> sorted =
                findings.stream()
                        .sorted(
                                Comparator.comparing((Finding one) -> !first.test(one))
                                        .thenComparing(Finding.ORDER))
                        .distinct()
                        .toList();
        String next =
                sorted.stream()
                        .findFirst()
                        .filter(first)
                        .map(Link::next)
                        .or(() -> gap.map(Link::otherwise))
                        .orElse("");
        return new Explanation(object, state, chain, sorted, next);
    }

    /// Whether any of these says that something is not as specified.
    static boolean anythingWrong(List<Finding> findings) {
        return findings.stream().anyMatch(Explanation::isWrong);
    }

    private static boolean isWrong(Finding finding) {
        return finding.reason() != Reason.AS_SPECIFIED;
    }

    /// The text for a terminal, ending in a line break.
    public String text(boolean colours) {
        Sheet sheet = new Sheet(colours ? Paint.ANSI : Paint.NONE);
        sheet.heading(object + ": " + state);
        for (Link link : chain) {
            String mark =
                    switch (link.state()) {
                        case OK -> "ok";
                        case GAP -> "GAP";
                        case PLAIN -> "";
                    };
            Tone tone = link.state() == Link.State.GAP ? Tone.LESS : Tone.MORE;
            sheet.row(tone, mark, link.what(), link.words());
        }
        TextReport.findings(sheet, findings.stream().map(FindingPart::of).toList());
        sheet.gap();
        sheet.paragraph(0, next.isEmpty() ? "No gap." : "Next: " + next);
        return sheet.toString();
    }
}
