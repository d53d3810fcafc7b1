package dev.regalia.render;

import dev.regalia.api.Condition;
import dev.regalia.api.ConditionType;
import dev.regalia.plan.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What the statuses in the cluster say already, so that a process that starts does not tell it
/// again.
public final class Told {

    private static final Pattern SHORTENED = Pattern.compile("\nand [0-9]+ more$");

    private final Map<Subject, String> messages = new HashMap<>();

    private record Subject(String kind, String name) {}

    /// Adds the conditions that an object shows.
    public void add(String kind, String name, List<Condition> conditions) {
        conditions.stream()
                .filter(it -> it.type().equals(ConditionType.READY.text()))
                .forEach(ready -> messages.put(new Subject(kind, name), ready.message()));
    }

    /// Whether the object that a finding is about says it, or, where that has no status, any other
    /// object does. A message that had no room for everything counts as saying it.
    public boolean has(Finding finding) {
        String own = messages.get(new Subject(finding.kind(), finding.object()));
        if (own != null) {
            return says(own, finding.sentence()) || SHORTENED.matcher(own).find();
        }
        String ofAnother = Sentences.ofAnother(finding);
        return messages.values().stream().anyMatch(message -> says(message, ofAnother));
    }

    private static boolean says(String message, String sentence) {
        return ("\n" + message + "\n").contains("\n" + sentence + "\n");
    }
}
