package dev.regalia.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The stories of `src/test/resources/stories`, each played from its beginning to its end: after
/// every step the plan and what becomes of it is what the file says.
class StoriesTest {

    private static final Path FOLDER = Path.of("src/test/resources/stories");
    private static final String REWRITE = "regalia.stories.rewrite";

    static List<Path> stories() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void goesAsItIsTold(Path file) {
        Story story = Story.read(file);
        List<String> texts = play(story);
        if (Boolean.getBoolean(REWRITE)) {
            story.rewrite(texts);
            return;
        }
        for (int i = 0; i < texts.size(); i++) {
            Story.Step step = story.steps().get(i);
            assertThat(step.expect())
                    .as("%s: step '%s' has no `expect`", file, step.change())
                    .isNotBlank();
            assertThat(texts.get(i)).as("%s: %s", file, step.change()).isEqualTo(step.expect());
        }
    }

    private static List<String> play(Story story) {
        StoryWorld told = new StoryWorld();
        FleetWorld world = told.world;
        told.happens(story.given());
        List<String> texts = new ArrayList<>();
        for (Story.Step step : story.steps()) {
            told.happens(step.what());
            int written = world.nodeWrites.size();
            StoryText text = new StoryText(world);
            text.plan(world.plan());
            FleetPlan last = world.settle();
            text.settled(last, world.nodeWrites.subList(written, world.nodeWrites.size()));
            texts.add(text.toString());
        }
        return texts;
    }

    @Test
    void everyStoryHasATitleAndSteps() throws IOException {
        assertThat(stories()).hasSizeGreaterThanOrEqualTo(15);
        for (Path file : stories()) {
            Story story = Story.read(file);
            assertThat(story.title()).as("%s", file).isNotBlank();
            assertThat(story.steps()).as("%s", file).isNotEmpty();
        }
    }
}
