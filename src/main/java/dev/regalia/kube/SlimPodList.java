package dev.regalia.kube;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/// A list of [SlimPod]s as the API server answers it.
@JsonDeserialize(using = JsonDeserializer.None.class)
public final class SlimPodList extends DefaultKubernetesResourceList<SlimPod> {

    private static final long serialVersionUID = 1L;

    /// For the client.
    public SlimPodList() {}
}
