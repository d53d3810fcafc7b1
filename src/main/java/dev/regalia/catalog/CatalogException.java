package dev.regalia.catalog;

import java.util.List;

/// A resource file that cannot be used. The message has every problem, one a line.
public final class CatalogException extends RuntimeException {

    private final transient List<String> problems;

    CatalogException(String origin, List<String> problems) {
        super(origin + " cannot be used:\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /// Every problem, in the order of the file: entry, field, what is wrong.
    public List<String> problems() {
        return problems;
    }
}
