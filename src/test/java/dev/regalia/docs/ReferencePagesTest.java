package dev.regalia.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The committed reference pages: what the program says, and whole.
final class ReferencePagesTest {

    @Test
    void committedPagesAreWhatTheProgramSays() throws IOException {
        var expected = ReferencePages.generate();
        var committed = new TreeMap<Path, String>();
        for (Path page : expected.keySet()) {
            committed.put(page, Files.exists(page) ? Files.readString(page) : "");
        }
        assertThat(committed)
                .as("the generated reference pages are old: run `make crds`")
                .isEqualTo(expected);
    }

    @Test
    void theApiPageNamesEachFieldWithItsDefaultItsLimitsAndItsMeaning() throws IOException {
        assertThat(ApiReference.markdown(Path.of("crds")))
                .contains(
                        "| `spec.namespaces[].weight` | integer | `1` | 1 to 1000 | Its part of the share")
                .contains(
                        "| `spec.members[].namespace` | string | `\"\"` | at most 63 characters; `^(")
                .contains("list of objects, key `kind`, `name`, `namespace` |")
                .contains("| the object | `metadata.name` must be at most 40 characters")
                .contains("| `spec.nodeGroups[].nodes` | `min` must be at most `max`;")
                .contains("| `status.conditions[].lastTransitionTime` | time |");
    }

    @Test
    void noCellOfTheApiPageIsBrokenByABarInIt() throws IOException {
        assertThat(ApiReference.markdown(Path.of("crds")).lines())
                .filteredOn(line -> line.startsWith("|"))
                .hasSizeGreaterThan(80)
                .allSatisfy(
                        line -> assertThat(line.split("(?<!\\\\)\\|", -1).length).isIn(4, 5, 7));
    }
}
