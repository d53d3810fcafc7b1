package dev.regalia.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.regalia.mig.GpuCatalog;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.GpuPackings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the geometry file and the facet file and refuses bad ones with every problem named.
public final class GpuCatalogReader {

    private static final String GEOMETRIES = "/mig/geometry.yaml";
    private static final String FACETS = "/mig/facets.yaml";

    private GpuCatalogReader() {}

    /// The catalog that ships with Regalia.
    public static GpuCatalog readDefault() {
        return withFacets(read(resource(GEOMETRIES), GEOMETRIES), resource(FACETS), FACETS);
    }

    private static String resource(String name) {
        try (InputStream in = GpuCatalogReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A catalog with the facets in a YAML text.
    ///
    /// @param origin where the text is from, for messages
    /// @throws CatalogException if they cannot be those of the catalog's models
    public static GpuCatalog withFacets(GpuCatalog catalog, String text, String origin) {
        List<String> problems = new ArrayList<>();
        Fields file = new Fields("", parse(text, origin), problems);
        file.only("families");
        FacetEntries entries = new FacetEntries(catalog, problems);
        file.objects("families").forEach(entries::add);
        if (!problems.isEmpty()) {
            throw new CatalogException(origin, problems);
        }
        return new GpuCatalog(catalog.geometries(), new GpuPackings(entries.byModel()));
    }

    /// The catalog in a YAML text, without facets.
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
