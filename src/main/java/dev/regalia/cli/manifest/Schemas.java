package dev.regalia.cli.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The schemas of our kinds, from the same CustomResourceDefinitions that the API server has.
final class Schemas {

    private Schemas() {}

    /// The schema of a kind, by the plural of its name.
    static Schema of(String plural) {
        String resource = "/crds/" + plural + ".regalia.dev.yaml";
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            Map<?, ?> crd =
                    new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            if (!(object(crd, "spec").get("versions") instanceof List<?> versions)
                    || !(versions.getFirst() instanceof Map<?, ?> version)) {
                throw new IllegalStateException(resource + " has no version");
            }
            return new Schema(object(object(version, "schema"), "openAPIV3Schema"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> object(Map<?, ?> map, String key) {
        return Optional.ofNullable((Map<?, ?>) map.get(key))
                .orElseThrow(() -> new IllegalStateException(key + " is missing"));
    }
}
