package dev.regalia.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regalia.plan.PoolFacts;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Pools as a later version of the definitions lets them be.
class OwnObjectsTest {

    private final AtomicInteger changes = new AtomicInteger();
    private final RecordStore<GenericKubernetesResource, PoolFacts> store =
            new RecordStore<>(Shapes.POOLS, changes::incrementAndGet);

    @Test
    void anUnknownFieldOfASpecIsSaidUntilItIsGoneAndTheRecordStaysAsItWas() {
        put(1, "");
        put(2, ", overclocked: true");

        assertThat(store.notUnderstood())
                .contains(
                        "sovereignpools 'paris' has the field 'spec.nodeGroups.gpu.overclocked',"
                                + " which this version of Regalia does not know; upgrade Regalia to"
                                + " the version of its CRDs, or take the field out");
        assertThat(store.record("paris").orElseThrow().generation()).isEqualTo(1);
        assertThat(changes).hasValue(2);

        put(3, "");
        assertThat(store.notUnderstood()).isEmpty();
        assertThat(store.record("paris").orElseThrow().generation()).isEqualTo(3);
    }

    @Test
    void anObjectThatIsNotUnderstoodIsForgottenWithTheObject() {
        put(1, ", overclocked: true");
        assertThat(store.keySet()).containsExactly("paris");

        store.remove("paris");

        assertThat(store.notUnderstood()).isEmpty();
        assertThat(store.keySet()).isEmpty();
        assertThat(changes).hasValue(2);
    }

    @Test
    void whatALaterVersionWroteIntoAStatusIsLeftOut() {
        put(1, "");

        assertThat(store.notUnderstood()).isEmpty();
        assertThat(store.record("paris").flatMap(PoolFacts::status).orElseThrow())
                .extracting(status -> status.observedGeneration())
                .isEqualTo(1L);
    }

    private void put(int generation, String field) {
        String pool =
                """
                apiVersion: regalia.dev/v1alpha1
                kind: SovereignPool
                metadata: {name: paris, uid: u1, generation: %d}
                spec:
                  nodeGroups:
                  - name: slices
                    nodeSelector: {matchLabels: {rack: r1}}
                    gpu: {product: NVIDIA-H100-80GB-HBM3%s}
                status:
                  observedGeneration: 1
                  weather: fair
                """
                        .formatted(generation, field);
        store.put("paris", Serialization.unmarshal(pool, GenericKubernetesResource.class));
    }
}
