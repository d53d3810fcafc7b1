package dev.regalia;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regalia.InstalledCommandLine.Outcome;
import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The installed command line on a real API server with the quickstart: a live look and a snapshot
/// of it say the same, and what it says is what the operator does.
final class CommandLineIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String NEW_TENANT =
            """
            apiVersion: regalia.dev/v1alpha1
            kind: SovereignTenant
            metadata: {name: telecom}
            spec:
              shares: [{poolName: paris-h100, gpus: 2, partitions: [{profile: 1g, count: 5}]}]
              namespaces: [{name: telecom-ran, poolName: paris-h100}]
            """;

    @TempDir static Path folder = Path.of("");
    private static TestCloud cloud;
    private static InstalledCommandLine tool;

    @BeforeAll
    static void bringUpTheQuickstart() throws Exception {
        tool = InstalledCommandLine.in(folder.resolve("installed"));
        cloud = TestCloud.own();
        LocalRun.populate(cloud.fleet());
        cloud.startOperator();
        var quickstart = new Quickstart(cloud.plane(), cloud.admin(), new Console());
        var deadline = LocalRun.Deadline.after(System.nanoTime(), PATIENCE);
        assertThat(quickstart.applyAndAwait(deadline)).isEmpty();
        Files.createDirectory(folder.resolve("tenants"));
        Files.copy(Path.of("examples/quickstart/pool.yaml"), folder.resolve("pool.yaml"));
        Files.copy(
                Path.of("examples/quickstart/tenants.yaml"),
                folder.resolve("tenants/tenants.yaml"));
        Files.writeString(folder.resolve("telecom.yaml"), NEW_TENANT);
    }

    @AfterAll
    static void takeItDown() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void aSettledClusterHasNothingToDoAndALiveLookAndASnapshotOfItSayTheSame() throws Exception {
        Outcome live = regalia("plan", "-o", "json");
        assertThat(live.err()).matches(InstalledCommandLine.PLANNED);
        assertThat(live.code()).as(live.out()).isZero();
        assertThat(regalia("snapshot", "-o", "same.json").code()).isZero();

        assertThat(withoutTimes(regalia("plan", "--snapshot", "same.json", "-o", "json").out()))
                .isEqualTo(withoutTimes(live.out()));
        Outcome liveWithTenant = regalia("plan", "-f", "telecom.yaml", "-o", "json");
        assertThat(liveWithTenant.code()).isOne();
        assertThat(
                        withoutTimes(
                                regalia(
                                                "plan",
                                                "--snapshot",
                                                "same.json",
                                                "-f",
                                                "telecom.yaml",
                                                "-o",
                                                "json")
                                        .out()))
                .isEqualTo(withoutTimes(liveWithTenant.out()));
        assertThat(liveWithTenant.out()).contains("\"telecom-ran\"").contains("GRANT");
    }

    @Test
    void aSnapshotHoldsNoTokensAndNoSecrets() throws Exception {
        regalia("snapshot", "-o", "public.json");

        assertThat(Files.readString(folder.resolve("public.json")))
                .contains("\"paris-h100\"")
                .doesNotContain("token")
                .doesNotContain("BEGIN");
    }

    @Test
    void whatThePlanSaysIsWhatTheOperatorDoes() throws Exception {
        List<String> nodes =
                cloud.fleet().addGpuNodes("late", 2, "NVIDIA-A100-SXM4-80GB", 8, "late");
        String pool =
                Yaml.wholePool("late", "late")
                        .replace("NVIDIA-H100-80GB-HBM3", "NVIDIA-A100-SXM4-80GB");
        Files.writeString(folder.resolve("late.yaml"), pool);
        TestCloud.await("the new nodes are labelled", () -> labelled(nodes));

        JsonNode plan = json(regalia("plan", "-f", "late.yaml", "-o", "json").out());
        var announced = new TreeSet<String>();
        plan.findParents("action").stream()
                .filter(action -> action.path("action").asText().equals("ADD"))
                .forEach(action -> action.path("nodes").forEach(it -> announced.add(it.asText())));
        cloud.apply(pool);
        cloud.awaitPool("late");

        assertThat(announced).isEqualTo(new TreeSet<>(nodes));
        for (String node : nodes) {
            assertThat(cloud.node(node).getMetadata().getLabels())
                    .containsEntry(WellKnown.POOL_LABEL, "late");
        }
    }

    @Test
    void poolsTenantsAndNodesAreExplained() throws Exception {
        String node =
                cloud.admin()
                        .nodes()
                        .withLabel(WellKnown.NODE_GROUP_LABEL, "slices")
                        .list()
                        .getItems()
                        .getFirst()
                        .getMetadata()
                        .getName();

        assertThat(regalia("explain", "pool", "paris-h100").out())
                .startsWith("SovereignPool/paris-h100: as specified")
                .contains("4 assigned, 4 ready");
        assertThat(regalia("explain", "tenant", "bank").out())
                .startsWith("SovereignTenant/bank: as specified")
                .contains("bank-risk on paris-h100");
        assertThat(regalia("explain", "node", node).out())
                .startsWith("Node/" + node + ": verified")
                .contains("paris-h100, node group slices");
        assertThat(regalia("explain", "tenant", "bnak").err())
                .isEqualTo("regalia: there is no tenant 'bnak'; did you mean 'bank'?\n");
    }

    @Test
    void whoMayNotListNodesIsToldAllThatIsMissingInOneSentence() throws Exception {
        String token =
                cloud.admin()
                        .serviceAccounts()
                        .inNamespace("default")
                        .withName("default")
                        .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
                        .getStatus()
                        .getToken();

        Outcome nothing = regalia("plan", "--kubeconfig", kubeconfig("no-rights", token));
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err().lines().filter(line -> line.contains("may not list")))
                .singleElement()
                .asString()
                .contains("nodes")
                .contains("pods")
                .contains("ask for the verbs get, list and watch");
        assertThat(regalia("plan", "--kubeconfig", kubeconfig("stranger", "nonsense")).err())
                .contains("does not accept your credentials")
                .hasLineCount(1);
    }

    @Test
    void everyCommandOfThePagesRuns() throws Exception {
        List<String> commands = new ArrayList<>();
        for (DocPage page : DocPage.all()) {
            commands.addAll(page.commands(DocCommand.TYPED));
        }
        assertThat(commands).hasSizeGreaterThan(8);
        Files.createSymbolicLink(
                folder.resolve("regalia"), tool.bin().resolve("regalia").toAbsolutePath());
        var terminal = new Terminal(cloud.plane(), folder);
        String node = cloud.admin().nodes().list().getItems().getFirst().getMetadata().getName();
        Stream<String> snapshotsFirst =
                Stream.concat(
                        commands.stream().filter(it -> it.startsWith("regalia snapshot")),
                        commands.stream().filter(it -> !it.startsWith("regalia snapshot")));
        for (String command : snapshotsFirst.toList()) {
            assertThat(terminal.run(command.replace("h100-0007", node) + " || test $? -eq 1"))
                    .as(command)
                    .doesNotContainPattern("regalia: (?!planned in )");
        }
    }

    private static boolean labelled(List<String> nodes) {
        return nodes.stream()
                .allMatch(
                        node ->
                                cloud.node(node)
                                        .getMetadata()
                                        .getLabels()
                                        .containsKey(WellKnown.GPU_COUNT_LABEL));
    }

    private static Outcome regalia(String... words) throws IOException, InterruptedException {
        return tool.run(
                folder,
                "regalia",
                Map.of("KUBECONFIG", cloud.plane().adminKubeconfig().toString()),
                words);
    }

    private static String kubeconfig(String name, String token) throws IOException {
        Path file = folder.resolve(name + ".kubeconfig");
        Files.writeString(
                file,
                """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: u, user: {token: "%s"}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                current-context: c
                """
                        .formatted(
                                cloud.plane().apiServerUrl(),
                                cloud.plane().caCertificate(),
                                token));
        return file.toString();
    }

    private static JsonNode withoutTimes(String text) throws IOException {
        ObjectNode plan = (ObjectNode) json(text);
        plan.remove(List.of("takenAt", "reconsiderAt"));
        return plan;
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
