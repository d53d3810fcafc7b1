package dev.regalia;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may import whom, what pure code may not touch, and how long a file may be.
class ArchitectureTest {

    private static final int LONGEST_FILE = 300;

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.regalia");
    private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.regalia");

    private static final String[] JDK = {"java..", "javax..", "org.jspecify..", "jdk.."};
    private static final String[] PURE = {
        "..regalia.mig..", "..regalia.sovereignty..", "..regalia.plan..", "..regalia.render.."
    };

    /// For each package, what of ours and of others it may import beside the JDK and itself.
    private static final Map<String, List<String>> MAY_IMPORT =
            Map.of(
                    "api",
                    List.of(
                            "com.fasterxml.jackson.annotation..",
                            "io.fabric8.crd.generator.annotation..",
                            "io.fabric8.generator.annotation..",
                            "io.fabric8.kubernetes.model.annotation..",
                            "io.fabric8.kubernetes.client"),
                    "mig",
                    List.of(),
                    "sovereignty",
                    List.of(),
                    "plan",
                    List.of("..regalia.api..", "..regalia.mig..", "..regalia.sovereignty.."),
                    "plan.packing",
                    List.of("..regalia.mig.."),
                    "render",
                    List.of(
                            "..regalia.api..",
                            "..regalia.mig..",
                            "..regalia.sovereignty..",
                            "..regalia.plan..",
                            "io.fabric8.kubernetes.api..",
                            "com.fasterxml.jackson.."),
                    "evidence",
                    List.of("com.fasterxml.jackson.."),
                    "catalog",
                    List.of(
                            "..regalia.mig..",
                            "..regalia.sovereignty..",
                            "com.fasterxml.jackson.."),
                    "cli",
                    List.of(
                            "..regalia.api..",
                            "..regalia.mig..",
                            "..regalia.sovereignty..",
                            "..regalia.plan..",
                            "..regalia.render..",
                            "..regalia.evidence..",
                            "..regalia.catalog..",
                            "..regalia.kube..",
                            "io.fabric8.kubernetes.api..",
                            "com.fasterxml.jackson.core..",
                            "com.fasterxml.jackson.annotation..",
                            "dev.cel..",
                            "org.yaml.snakeyaml..",
                            "picocli.."),
                    "kube",
                    List.of(
                            "..regalia.api..",
                            "..regalia.mig..",
                            "..regalia.sovereignty..",
                            "..regalia.plan..",
                            "..regalia.render..",
                            "..regalia.evidence..",
                            "..regalia.catalog..",
                            "io.fabric8..",
                            "com.fasterxml.jackson..",
                            "org.slf4j.."));

    @TestFactory
    Stream<DynamicTest> packagesImportOnlyWhatTheyMay() {
        return MAY_IMPORT.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry)));
    }

    private static void check(Map.Entry<String, List<String>> entry) {
        String own = "..regalia." + entry.getKey() + "..";
        var allowed =
                resideInAnyPackage(JDK)
                        .or(resideInAPackage(own))
                        .or(resideInAnyPackage(entry.getValue().toArray(String[]::new)));
        check(classes().that().resideInAPackage(own).should().onlyDependOnClassesThat(allowed));
    }

    @Test
    void planSeesRecordsOfTheApiAndNoCustomResource() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("..regalia.plan..")
                        .should()
                        .dependOnClassesThat(assignableTo(HasMetadata.class)));
    }

    @Test
    void renderNeverSeesTheClient() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("..regalia.render..")
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("io.fabric8.kubernetes.client..")
                                        .and(not(resideInAPackage("..regalia..")))));
    }

    @Test
    void hostsNeverSeeEachOther() {
        for (String host : List.of("operator", "cli", "web", "sim", "sandbox")) {
            String[] others =
                    Stream.of("operator", "cli", "web", "sim", "sandbox")
                            .filter(other -> !other.equals(host))
                            .map(other -> "..regalia." + other + "..")
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("..regalia." + host + "..")
                    .and()
                    .haveSimpleNameNotEndingWith("IT")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .allowEmptyShould(true)
                    .check(ALL);
        }
    }

    @Test
    void onlyKubeTalksToTheApiServer() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "..regalia.kube..", "..regalia.operator..", "..regalia.api..")
                        .and()
                        .resideOutsideOfPackage("dev.regalia")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.fabric8.kubernetes.client.."));
    }

    @Test
    void decisionsHaveNoClockNoRandomnessNoLoggerNoEnvironment() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(PURE)
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class)
                        .orShould()
                        .callMethod(System.class, "getProperty", String.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Clock.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(java.util.Random.class)
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.net..", "java.util.random..", "org.slf4j.."));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.regalia.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void everyPackageIsNullMarkedAndDescribed() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            var folders =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(Path::getParent)
                            .distinct()
                            .toList();
            assertThat(folders)
                    .allSatisfy(
                            folder ->
                                    assertThat(
                                                    Files.readString(
                                                            folder.resolve("package-info.java")))
                                            .contains("@NullMarked")
                                            .startsWith("///"));
        }
    }

    @Test
    void noHandWrittenFileExceedsThreeHundredLines() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            var tooLong =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> lines(file) > LONGEST_FILE)
                            .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }
}
