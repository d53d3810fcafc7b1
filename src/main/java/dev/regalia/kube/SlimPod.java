package dev.regalia.kube;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Pod with only the fields that say where it runs and which devices it holds; reading one costs
/// a third of reading a whole one. Never written back.
@Group("")
@Version("v1")
@Kind("Pod")
@Plural("pods")
@Singular("pod")
@JsonIgnoreProperties(ignoreUnknown = true)
// The client would otherwise make a whole Pod of anything that calls itself one.
@JsonDeserialize(using = JsonDeserializer.None.class)
public final class SlimPod implements HasMetadata, Namespaced {

    private static final long serialVersionUID = 1L;

    @JsonIgnoreProperties({"managedFields", "annotations", "labels", "finalizers", "generateName"})
    private ObjectMeta metadata = new ObjectMeta();

    private @Nullable Spec spec;
    private @Nullable Status status;

    /// For the client.
    public SlimPod() {}

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }

    public @Nullable Spec getSpec() {
        return spec;
    }

    public void setSpec(@Nullable Spec spec) {
        this.spec = spec;
    }

    public @Nullable Status getStatus() {
        return status;
    }

    public void setStatus(@Nullable Status status) {
        this.status = status;
    }

    @Override
    public String getApiVersion() {
        return "v1";
    }

    @Override
    public void setApiVersion(String version) {
        // A Pod has one version.
    }

    @Override
    public String getKind() {
        return "Pod";
    }

    /// The part of `spec` that matters.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spec(
            @Nullable String nodeName,
            @Nullable List<Container> containers,
            @Nullable List<Container> initContainers,
            @Nullable List<Map<String, Object>> resourceClaims) {}

    /// A container: what it holds. `restartPolicy` is `Always` for a sidecar.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Container(@Nullable Resources resources, @Nullable String restartPolicy) {}

    /// Requests and limits of a container.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Resources(
            @Nullable Map<String, Quantity> requests, @Nullable Map<String, Quantity> limits) {}

    /// The part of `status` that matters.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Status(@Nullable String phase) {}
}
