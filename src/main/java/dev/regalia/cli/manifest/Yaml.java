package dev.regalia.cli.manifest;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// The documents of a YAML or JSON text as trees that know their lines.
final class Yaml {

    private static final int DEEPEST = 50;

    /// What aliases may add to a document, in nodes: anchors of anchors grow without bound.
    private static final long MOST_ADDED = 1_000_000;

    /// More than the API server takes as an object; the parser's time grows with the square of a
    /// text without a break.
    private static final int LONGEST_WORD = 2 * 1024 * 1024;

    private static final String BREAKS = " \t\r\n\"',:{}[]";

    private Yaml() {}

    /// The documents, in order; up to the first place where the text is no YAML, which is a
    /// problem.
    static List<Node> documents(String file, byte[] bytes, List<Problem> problems) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        // The composer counts the outermost as 0.
        options.setNestingDepthLimit(DEEPEST - 1);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        List<Node> documents = new ArrayList<>();
        if (longWord(file, bytes, problems)) {
            return documents;
        }
        Reader text =
                new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        Parser parser = new ParserImpl(new StreamReader(text), options);
        try {
            Composer composer = new Composer(parser, new Resolver(), options);
            while (composer.checkNode()) {
                Node document = composer.getNode();
                Optional<Problem> endless = Aliases.problem(file, document, MOST_ADDED);
                endless.ifPresentOrElse(problems::add, () -> documents.add(document));
            }
        } catch (MarkedYAMLException e) {
            problems.add(
                    e.getProblemMark() == null
                            ? new Problem(file, 0, 0, "is no YAML: " + said(e))
                            : Problem.at(file, e.getProblemMark(), "this is no YAML: " + said(e)));
        } catch (ReaderException e) {
            problems.add(noText(file, bytes, e));
        } catch (YAMLException _) {
            // Of what the composer throws without a place only the nesting is limited.
            problems.add(
                    Problem.at(
                            file,
                            parser.peekEvent().getStartMark(),
                            "is nested more than %d deep; no object is".formatted(DEEPEST)));
        }
        return documents;
    }

    private static boolean longWord(String file, byte[] bytes, List<Problem> problems) {
        int line = 1;
        int lineStart = 0;
        int wordStart = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (BREAKS.indexOf(bytes[i]) >= 0) {
                wordStart = i + 1;
            }
            if (bytes[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
            if (i - wordStart >= LONGEST_WORD) {
                problems.add(
                        new Problem(
                                file,
                                line,
                                wordStart - lineStart + 1,
                                "a word of more than 2 MiB begins here; no object is that large"));
                return true;
            }
        }
        return false;
    }

    /// A character that no YAML has.
    private static Problem noText(String file, byte[] bytes, ReaderException e) {
        int[] before =
                new String(bytes, StandardCharsets.UTF_8)
                        .codePoints()
                        .limit(e.getPosition())
                        .toArray();
        int line = 1;
        int column = 1;
        for (int character : before) {
            line += character == '\n' ? 1 : 0;
            column = character == '\n' ? 1 : column + 1;
        }
        return new Problem(
                file,
                line,
                column,
                String.format(
                        Locale.ROOT,
                        "this is no YAML: the character U+%04X is not allowed",
                        e.getCodePoint()));
    }

    private static String said(MarkedYAMLException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        String problem = e.getProblem() == null ? "" : e.getProblem();
        return (context + problem).replaceAll("\\s+", " ").strip();
    }

    /// Whether a text that stands in the file means a number, a truth value or nothing only because
    /// nobody put quotes around it.
    static boolean isQuoted(org.yaml.snakeyaml.nodes.ScalarNode node) {
        return node.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN;
    }
}
