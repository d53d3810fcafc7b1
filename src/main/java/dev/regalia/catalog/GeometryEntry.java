package dev.regalia.catalog;

import dev.regalia.mig.Footprint;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import dev.regalia.mig.PlacementDependentLayouts;
import dev.regalia.mig.Provenance;
import dev.regalia.mig.Provenance.Confidence;
import dev.regalia.mig.SliceGrid;
import java.util.List;
import java.util.OptionalInt;

/// One model of the geometry file, field by field, before its values are checked against each
/// other.
record GeometryEntry(
        String id,
        String family,
        int memoryGB,
        OptionalInt computeSlices,
        OptionalInt memorySlices,
        List<ProfileEntry> profiles,
        List<String> products,
        List<String> deviceFilters,
        PlacementDependentLayouts placementDependentLayouts,
        Provenance provenance) {

    /// One profile of a model; `size` 0 and `starts` empty where the slices of the model are not
    /// published.
    record ProfileEntry(
            String name, String shape, int compute, int size, List<Integer> starts, int max) {

        static ProfileEntry read(Fields fields, boolean sliced) {
            String name = fields.text("name");
            Fields profile = fields.under("profile " + name);
            profile.only("name", "shape", "compute", "size", "starts", "max", "mediaExtensions");
            if (!sliced && (profile.has("size") || profile.has("starts"))) {
                profile.refuse(
                        "size", "and starts need computeSlices and memorySlices of the model");
            }
            ProfileEntry entry =
                    new ProfileEntry(
                            name,
                            profile.text("shape"),
                            profile.number("compute", 1),
                            sliced ? profile.number("size", 1) : 0,
                            sliced ? profile.numbers("starts") : List.of(),
                            profile.number("max", 1));
            boolean flagged = profile.flag("mediaExtensions");
            boolean suffixed = entry.profile().mediaExtensions();
            if (flagged != suffixed) {
                profile.refuse(
                        "mediaExtensions",
                        "is "
                                + flagged
                                + ", but the name says "
                                + suffixed
                                + "; +me and +me.all take them");
            }
            return entry;
        }

        MigProfile profile() {
            Footprint footprint =
                    size == 0 || starts.isEmpty()
                            ? new Footprint.Unknown()
                            : new Footprint.Known(size, starts);
            return new MigProfile(name, shape, compute, max, footprint);
        }
    }

    static GeometryEntry read(Fields fields) {
        String id = fields.text("id");
        Fields model = fields.under(id);
        model.only(
                "id",
                "family",
                "memoryGB",
                "computeSlices",
                "memorySlices",
                "products",
                "deviceFilters",
                "placementDependentLayouts",
                "minDriver",
                "source",
                "confidence",
                "notes",
                "profiles");
        OptionalInt compute = model.numberOrNull("computeSlices");
        OptionalInt memory = model.numberOrNull("memorySlices");
        slices(model, compute, memory);
        boolean sliced = compute.isPresent() && memory.isPresent();
        return new GeometryEntry(
                id,
                model.text("family"),
                model.number("memoryGB", 1),
                compute,
                memory,
                model.objects("profiles").stream().map(p -> ProfileEntry.read(p, sliced)).toList(),
                model.texts("products"),
                model.texts("deviceFilters"),
                model.choice("placementDependentLayouts", PlacementDependentLayouts.class),
                provenance(model));
    }

    private static void slices(Fields model, OptionalInt compute, OptionalInt memory) {
        if (compute.isPresent() != memory.isPresent()) {
            model.refuse("computeSlices", "and memorySlices must both be given or both be null");
        }
        if (memory.orElse(1) > SliceGrid.Known.MOST_MEMORY_SLICES) {
            model.refuse(
                    "memorySlices",
                    memory.orElse(1) + "; at most " + SliceGrid.Known.MOST_MEMORY_SLICES);
        }
    }

    private static Provenance provenance(Fields model) {
        Fields confidence = model.object("confidence");
        confidence.only("placements", "names");
        return new Provenance(
                model.text("source"),
                confidence.choice("placements", Confidence.class),
                confidence.choice("names", Confidence.class),
                model.optionalText("minDriver"),
                model.optionalText("notes").orElse(""));
    }

    GpuGeometry geometry() {
        SliceGrid grid =
                computeSlices.isPresent() && memorySlices.isPresent()
                        ? new SliceGrid.Known(computeSlices.getAsInt(), memorySlices.getAsInt())
                        : new SliceGrid.Unknown();
        return new GpuGeometry(
                id,
                family,
                memoryGB,
                grid,
                profiles.stream().map(ProfileEntry::profile).toList(),
                products,
                deviceFilters,
                placementDependentLayouts,
                provenance);
    }
}
