package dev.regalia.operator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/// Lets the client read objects with fields that are not known. The reconcilers need nothing of a
/// pool or a tenant but its name and its status, and a watch of theirs that stumbles would end the
/// process; what decisions rest on is read strictly by [dev.regalia.kube.Caches].
@Singleton
final class LenientClient implements KubernetesClientObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
