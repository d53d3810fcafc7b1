package dev.regalia;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Markdown page of the repository, taken apart for tests.
///
/// @param file the page, relative to the root of the repository
/// @param blocks the fenced blocks in their order
/// @param prose everything outside fenced blocks
record DocPage(Path file, List<Block> blocks, String prose) {

    static final Path README = Path.of("README.md");
    static final Path DEMAND = Path.of("docs/explanation/layouts-from-demand.md");
    static final Path TUTORIAL = Path.of("docs/tutorials/first-pool-in-ten-minutes.md");

    private static final String FENCE = "```";
    private static final Pattern FILE_NAME = Pattern.compile("`([a-z-]+\\.yaml)`");

    DocPage {
        blocks = List.copyOf(blocks);
    }

    /// A fenced block.
    ///
    /// @param tag what stands behind the opening fence; empty where nothing does
    /// @param text its lines, each with its line end
    /// @param before the prose between the block before and this one
    /// @param line the number of the opening fence's line, from 1
    record Block(String tag, String text, String before, int line) {

        /// The file name that the prose before the block gives to it.
        String fileName() {
            return FILE_NAME
                    .matcher(before)
                    .results()
                    .reduce((_, last) -> last)
                    .map(match -> match.group(1))
                    .orElseThrow(() -> new AssertionError("nothing names the block at " + line));
        }

        /// The commands of a `sh` block; a backslash at the end of a line joins it with the next.
        List<String> commands() {
            return text.replaceAll("\\\\\n\\s*", "").lines().filter(it -> !it.isBlank()).toList();
        }
    }

    /// Every page that people read, in the order of their paths.
    static List<DocPage> all() {
        try (Stream<Path> root = Files.list(Path.of(""));
                Stream<Path> helm = Files.list(Path.of("helm"));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.of(root, helm, docs)
                    .flatMap(it -> it)
                    .filter(it -> it.toString().endsWith(".md"))
                    .sorted()
                    .map(DocPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One page.
    static DocPage read(Path file) {
        var blocks = new ArrayList<Block>();
        var prose = new StringBuilder();
        try {
            List<String> lines = Files.readAllLines(file);
            int since = 0;
            for (int at = 0; at < lines.size(); at++) {
                if (!lines.get(at).startsWith(FENCE)) {
                    prose.append(lines.get(at)).append('\n');
                    continue;
                }
                int open = at;
                do {
                    at++;
                } while (!lines.get(at).equals(FENCE));
                blocks.add(
                        new Block(
                                lines.get(open).substring(FENCE.length()),
                                String.join("\n", lines.subList(open + 1, at)) + "\n",
                                prose.substring(since),
                                open + 1));
                since = prose.length();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DocPage(file, blocks, prose.toString());
    }

    /// The blocks with a tag.
    Stream<Block> blocks(String tag) {
        return blocks.stream().filter(block -> block.tag().equals(tag));
    }

    /// The commands of all `sh` blocks that this way of running covers.
    List<String> commands(DocCommand way) {
        return blocks("sh")
                .flatMap(block -> block.commands().stream())
                .filter(command -> DocCommand.of(file, command).filter(way::equals).isPresent())
                .toList();
    }
}
