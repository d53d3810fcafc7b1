package dev.regalia.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs every command once, for nobody to see: `make install` has the JVM write down what it loads
/// meanwhile, so that later starts are faster. Changes nothing but a folder that it is given.
public final class Rehearsal {

    private static final String TENANT =
            """
            apiVersion: regalia.dev/v1alpha1
            kind: SovereignTenant
            metadata: {name: rehearsal}
            spec:
              shares: [{poolName: fleet, gpus: 4, partitions: [{profile: 1g, count: 8}]}]
              namespaces: [{name: rehearsal, poolName: fleet}]
            """;

    private Rehearsal() {}

    /// Runs them.
    ///
    /// @param args an empty folder to write in
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        String snapshot = folder.resolve("snapshot.json").toString();
        String tenant =
                Files.writeString(folder.resolve("tenant.yaml"), TENANT, StandardCharsets.UTF_8)
                        .toString();
        String broken =
                Files.writeString(
                                folder.resolve("broken.yaml"),
                                TENANT.replace("gpus", "gpu"),
                                StandardCharsets.UTF_8)
                        .toString();
        String fleet = "nodes=400,gpus=8,tenants=12";
        String follows = folder.resolve("follows.json").toString();
        for (List<String> words :
                List.of(
                        List.of("--help"),
                        List.of("plan", "--help"),
                        List.of("--version"),
                        List.of("pln"),
                        List.of("completion", "bash"),
                        List.of("snapshot", "--synthetic", fleet, "-o", snapshot),
                        List.of(
                                "snapshot",
                                "--synthetic",
                                fleet + ",strategy=Demand",
                                "-o",
                                follows),
                        List.of("plan", "--snapshot", snapshot),
                        List.of("plan", "--snapshot", follows),
                        List.of("plan", "--snapshot", follows, "-f", tenant),
                        List.of("plan", "--snapshot", snapshot, "-f", tenant),
                        List.of("plan", "--snapshot", snapshot, "-f", tenant, "-o", "json"),
                        List.of("plan", "--snapshot", snapshot, "-f", tenant, "-o", "markdown"),
                        List.of("plan", "--snapshot", snapshot, "-f", broken),
                        List.of("explain", "pool", "fleet", "--snapshot", snapshot),
                        List.of("explain", "tenant", "tenant-01", "--snapshot", snapshot),
                        List.of("explain", "node", "gpu-0001", "--snapshot", snapshot))) {
            CommandLineTool.run(
                    new StandardOutput(OutputStream.nullOutputStream()),
                    nobody(),
                    words.toArray(String[]::new));
        }
    }

    private static Screen nobody() {
        return new Screen(
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                true,
                false);
    }
}
