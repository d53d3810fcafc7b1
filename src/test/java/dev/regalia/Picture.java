package dev.regalia;

import dev.regalia.api.PoolStatus.NodeGroupStatus;
import dev.regalia.api.SovereignPool;
import dev.regalia.api.SovereignTenant;
import dev.regalia.api.TenantStatus.ShareItem;
import dev.regalia.api.WellKnown;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;

/// The result of a local run on one screen: pools with their groups and partitions, tenants with
/// their shares and namespaces, and what runs.
final class Picture {

    private final KubernetesClient client;
    private final StringBuilder text = new StringBuilder("\n");

    Picture(KubernetesClient client) {
        this.client = client;
    }

    /// Draws what the API server says now.
    String draw() {
        client.resources(SovereignPool.class).list().getItems().forEach(this::pool);
        client.resources(SovereignTenant.class).list().getItems().forEach(this::tenant);
        return text.toString();
    }

    private void pool(SovereignPool pool) {
        var summary = pool.getStatus().summary();
        if (summary == null) {
            return;
        }
        line(
                "SovereignPool/%s  nodes %s  gpus %s  free %s  tenants %d"
                        .formatted(
                                pool.getMetadata().getName(),
                                summary.nodes(),
                                summary.gpus(),
                                summary.free(),
                                summary.tenants()));
        pool.getStatus().nodeGroups().forEach(this::group);
        line("");
    }

    private void group(NodeGroupStatus group) {
        line(
                "  node group %-10s %d matching, %d assigned, %d ready"
                        .formatted(
                                group.name(),
                                group.nodes().matching(),
                                group.nodes().assigned(),
                                group.nodes().ready()));
        group.partitions()
                .forEach(
                        it ->
                                line(
                                        "    %-12s wanted %4d   ready %4d   %s"
                                                .formatted(
                                                        it.profile(),
                                                        it.desired(),
                                                        it.ready(),
                                                        it.resource())));
    }

    private void tenant(SovereignTenant tenant) {
        String name = tenant.getMetadata().getName();
        line("SovereignTenant/%s".formatted(name));
        for (var share : tenant.getStatus().shares()) {
            for (ShareItem item : share.items()) {
                line(
                        "  %-24s requested %4d   granted %4d   used %4d"
                                .formatted(
                                        item.resource(),
                                        item.requested(),
                                        item.granted(),
                                        item.inUse()));
            }
        }
        client.namespaces()
                .withLabel(WellKnown.TENANT_LABEL, name)
                .list()
                .getItems()
                .forEach(this::namespace);
        line("");
    }

    private void namespace(Namespace namespace) {
        String name = namespace.getMetadata().getName();
        long running =
                client.pods().inNamespace(name).list().getItems().stream()
                        .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                        .count();
        line("  namespace %-18s pods running %d".formatted(name, running));
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
