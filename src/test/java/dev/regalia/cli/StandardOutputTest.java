package dev.regalia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    private static final List<String> FLEET = List.of("snapshot", "--synthetic", "nodes=3");

    /// What refuses everything for a reason.
    private static final class Refusing extends OutputStream {

        private final String why;

        Refusing(String why) {
            this.why = why;
        }

        @Override
        public void write(int one) throws IOException {
            throw new IOException(why);
        }
    }

    private static Typed onto(OutputStream stream, List<String> words) {
        StandardOutput out = new StandardOutput(stream);
        StringWriter err = new StringWriter();
        Screen screen =
                new Screen(
                        new PrintWriter(out, false, StandardCharsets.UTF_8),
                        new PrintWriter(err),
                        false,
                        false);
        int code = CommandLineTool.run(out, screen, words.toArray(String[]::new));
        return new Typed(code, "", err.toString());
    }

    @Test
    void anOutputThatCannotBeWrittenIsAnErrorAndSaidInOneSentence() {
        Typed full =
                new Typed(
                        2,
                        "",
                        "regalia: standard output cannot be written: No space left on device\n");

        for (List<String> words : List.of(FLEET, List.of("--help"), List.of("--version"))) {
            assertThat(onto(new Refusing("No space left on device"), words)).isEqualTo(full);
        }
    }

    @Test
    void aReaderThatHasGoneHasSeenEnough() {
        assertThat(onto(new Refusing("Broken pipe"), FLEET)).isEqualTo(new Typed(0, "", ""));
    }

    @Test
    void anOutputThatTakesAllIsNoError() {
        assertThat(onto(OutputStream.nullOutputStream(), FLEET)).isEqualTo(new Typed(0, "", ""));
    }
}
