package dev.regalia.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How our kinds behave for people with kubectl: names, columns, explanations, defaults and
/// strictness.
final class ApiConventionsIT {
    private static final Manifest POOL =
            Manifest.of(
                    """
                    apiVersion: regalia.dev/v1alpha1
                    kind: SovereignPool
                    metadata:
                      name: conventions-pool
                    spec:
                      nodeGroups:
                        - name: whole
                          nodeSelector:
                            matchLabels: {rack: r1}
                          gpu: {product: NVIDIA-H100-80GB-HBM3}
                          partitioning: {}
                    """);
    private static final Manifest TENANT =
            Manifest.of(
                    """
                    apiVersion: regalia.dev/v1alpha1
                    kind: SovereignTenant
                    metadata:
                      name: conventions-tenant
                    spec:
                      shares:
                        - {poolName: conventions-pool, gpus: 8}
                      namespaces:
                        - {name: conventions-risk, poolName: conventions-pool}
                      members:
                        - {kind: User, name: anna, role: Viewer}
                    """);

    @BeforeAll
    static void createBoth() {
        ApiServer.get().create(POOL);
        ApiServer.get().create(TENANT);
    }

    @AfterAll
    static void deleteBoth() {
        ApiServer.get().delete(TENANT);
        ApiServer.get().delete(POOL);
    }

    @Test
    void shortNamesNameTheKinds() {
        assertThat(kubectl("get", "spool", "conventions-pool", "-o", "name"))
                .isEqualTo("sovereignpool.regalia.dev/conventions-pool\n");
        assertThat(kubectl("get", "stenant", "conventions-tenant", "-o", "name"))
                .isEqualTo("sovereigntenant.regalia.dev/conventions-tenant\n");
    }

    @Test
    void theCategoryListsBothKinds() {
        assertThat(kubectl("get", "sovereign", "-o", "name").lines())
                .contains(
                        "sovereignpool.regalia.dev/conventions-pool",
                        "sovereigntenant.regalia.dev/conventions-tenant");
    }

    @Test
    void columnsAreThese() {
        assertThat(columns("spool")).isEqualTo("NAME READY REASON NODES GPUS FREE TENANTS AGE");
        assertThat(columns("stenant")).isEqualTo("NAME READY REASON GRANTED USED NAMESPACES AGE");
    }

    @Test
    void wideOutputHasTheseColumnsMore() {
        assertThat(columns("spool", "-o", "wide"))
                .isEqualTo(columns("spool") + " PARTITIONS SUSPENDED MESSAGE");
        assertThat(columns("stenant", "-o", "wide"))
                .isEqualTo(columns("stenant") + " POOLS MESSAGE");
    }

    @Test
    void kubectlExplainsFields() {
        assertThat(words(kubectl("explain", "spool.spec.nodeGroups")))
                .contains("Node groups in the order in which they take nodes; 1 to 32 groups.")
                .contains("How many nodes the group takes. Absent: all that match.");
        assertThat(words(kubectl("explain", "stenant.spec.namespaces.weight")))
                .contains("relative to the tenant's other namespaces of that pool. 1 to 1000");
    }

    @Test
    void theServerSetsDefaults() {
        var pool = ApiServer.get().read(POOL);
        var tenant = ApiServer.get().read(TENANT);

        assertThat(pool.at("/spec/priority").toString()).isEqualTo("0");
        assertThat(pool.at("/spec/suspend").toString()).isEqualTo("false");
        assertThat(pool.at("/spec/nodeGroups/0/partitioning").toString())
                .isEqualTo("{\"strategy\":\"Disabled\"}");
        assertThat(tenant.at("/spec/namespaces/0/weight").toString()).isEqualTo("1");
        assertThat(tenant.at("/spec/members/0/namespace").toString()).isEqualTo("\"\"");
    }

    @Test
    void applyRefusesFieldsThatAreNotInTheSchema() {
        Manifest misspelt = POOL.with("/spec/nodeGroups/0/partitionning", "{}");

        assertRefused(apply(misspelt), "unknown field \"spec.nodeGroups[0].partitionning\"");
        assertRefused(apply(misspelt, "--server-side"), ".partitionning: field not declared");
    }

    @Test
    void applyRefusesEqualKeysOfAList() {
        Manifest twice = TENANT.with("/spec/namespaces/1", "{name: conventions-risk, poolName: p}");

        assertRefused(apply(twice), "spec.namespaces[1]: Duplicate value");
        assertRefused(apply(twice, "--server-side"), "duplicate entries for key");
    }

    @Test
    void aRuleAnswersThroughApplyAsWell() {
        Manifest empty =
                POOL.with("/metadata/name", "conventions-empty")
                        .with("/spec/nodeGroups/0/nodeSelector", "{}");

        assertRefused(apply(empty), "`nodeSelector` must not be empty");
        assertRefused(apply(empty, "--server-side"), "`nodeSelector` must not be empty");
    }

    private static ApiServer.Printed apply(Manifest manifest, String... flags) {
        Stream<String> arguments = Stream.of("apply", "--filename=-", "--dry-run=server");
        return ApiServer.get()
                .kubectl(
                        manifest.tree().toString(),
                        Stream.concat(arguments, Arrays.stream(flags)).toArray(String[]::new));
    }

    private static void assertRefused(ApiServer.Printed printed, String part) {
        assertThat(printed.text()).contains(part);
        assertThat(printed.exitCode()).isNotZero();
    }

    private static String kubectl(String... arguments) {
        return ApiServer.get().kubectl(List.of(arguments));
    }

    private static String columns(String kind, String... flags) {
        Stream<String> arguments = Stream.concat(Stream.of("get", kind), Arrays.stream(flags));
        String table = ApiServer.get().kubectl(arguments.toList());
        return words(table.lines().findFirst().orElse("")).strip();
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
