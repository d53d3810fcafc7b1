package dev.regalia.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the geometry file and refuses a bad one with every problem named.
public final class GpuCatalogReader {

    private static final String RESOURCE = "/mig/geometry.yaml";

    private GpuCatalogReader() {}

    /// The catalog that ships with Regalia.
    public static GpuCatalog readDefault() {
        try (InputStream in = GpuCatalogReader.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The catalog in a YAML text.
    ///
    /// @param origin where the text is from, for messages
    /// @throws CatalogException if it cannot be used
    public static GpuCatalog read(String text, String origin) {
        List<String> problems = new ArrayList<>();
        Fields file = new Fields("", parse(text, origin), problems);
        file.only("models");
        List<GpuGeometry> geometries = new ArrayList<>();
        for (Fields model : file.objects("models")) {
            int before = problems.size();
            GeometryEntry entry = GeometryEntry.read(model);
            if (problems.size() == before) {
                GpuGeometry geometry = entry.geometry();
                new GeometryChecks(geometry, problems).run();
                geometries.add(geometry);
            }
        }
        new CatalogChecks(problems).run(geometries);
        if (!problems.isEmpty()) {
            throw new CatalogException(origin, problems);
        }
        return new GpuCatalog(geometries);
    }

    private static JsonNode parse(String text, String origin) {
        ObjectMapper mapper =
                new YAMLMapper(
                        YAMLFactory.builder()
                                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                .build());
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CatalogException(origin, List.of(e.getMessage()));
        }
    }
}
