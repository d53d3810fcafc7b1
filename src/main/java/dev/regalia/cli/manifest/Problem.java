package dev.regalia.cli.manifest;

import java.util.Comparator;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/// Something that is wrong with a file.
///
/// @param file as it was named
/// @param line from 1; 0 where the file as a whole is meant
/// @param column from 1
public record Problem(String file, int line, int column, String message) {

    static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::file)
                    .thenComparingInt(Problem::line)
                    .thenComparingInt(Problem::column)
                    .thenComparing(Problem::message);

    static Problem at(String file, Node node, String message) {
        return at(file, node.getStartMark(), message);
    }

    static Problem at(String file, Mark mark, String message) {
        return new Problem(file, mark.getLine() + 1, mark.getColumn() + 1, message);
    }

    /// `pool.yaml:12:7: what is wrong`.
    public String sentence() {
        return line == 0
                ? file + ": " + message
                : file + ":" + line + ":" + column + ": " + message;
    }
}
