package dev.regalia.cli.report;

import dev.regalia.cli.report.PlanReport.FindingPart;
import dev.regalia.cli.report.Sheet.Paint;
import dev.regalia.cli.report.Sheet.Tone;
import dev.regalia.plan.Finding;
import java.util.List;
import java.util.Optional;

/// Why one object stands as it does: the chain link by link, then everything that was found, the
/// first gap first.
///
/// @param object as `SovereignPool/paris-h100`
/// @param state in a word or two
/// @param next what to do next; empty where nothing is to be done
public record Explanation(
        String object, String state, List<Link> chain, List<Finding> findings, String next) {

    private static final String WAIT = "wait: it goes on by itself";

    public Explanation {
        chain = List.copyOf(chain);
        findings = findings.stream().sorted(Finding.ORDER).distinct().toList();
    }

    /// With the cure of the first finding as what to do next; a gap without one closes by itself.
    static Explanation of(String object, String state, List<Link> chain, List<Finding> findings) {
        Optional<Finding> first = findings.stream().min(Finding.ORDER);
        String next =
                first.map(Finding::cure)
                        .map(cure -> cure.isEmpty() ? WAIT : cure)
                        .orElse(chain.stream().anyMatch(Link::isGap) ? WAIT : "");
        return new Explanation(object, state, chain, findings, next);
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
