package dev.regalia.catalog;

import dev.regalia.mig.Footprint;
import dev.regalia.mig.GpuGeometry;
import dev.regalia.mig.MigProfile;
import dev.regalia.mig.Provenance.Confidence;
import dev.regalia.mig.SliceGrid;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the values of one model owe each other.
///
/// @param geometry the model
/// @param problems where problems are noted, by model, profile and field
record GeometryChecks(GpuGeometry geometry, List<String> problems) {

    private static final Pattern NAME =
            Pattern.compile("(\\d+)g\\.(\\d+)gb([+-][a-z]+(?:\\.[a-z]+)?)?");
    private static final Pattern FILTER = Pattern.compile("0x[0-9A-F]{4}10DE(:0x[0-9A-F]{8})?");
    private static final String DOUBLE = ".double";

    void run() {
        Set<String> words = new HashSet<>();
        for (MigProfile profile : geometry.profiles()) {
            if (!words.add(profile.name())) {
                refuse(profile, "name", "stands twice in this model");
            }
            if (!words.add(profile.shape())) {
                refuse(profile, "shape", profile.shape() + " stands twice in this model");
            }
            name(profile);
            if (geometry.grid() instanceof SliceGrid.Known grid
                    && profile.footprint() instanceof Footprint.Known footprint) {
                slices(profile, grid, footprint);
                doubled(profile, footprint);
                count(profile, grid, footprint);
            }
            if (profile.mediaExtensions() && profile.maxCount() != 1) {
                refuse(
                        profile,
                        "max",
                        profile.maxCount() + "; a GPU has one set of media extensions");
            }
        }
        memory();
        confidence();
        for (String filter : geometry.deviceFilters()) {
            if (!FILTER.matcher(filter).matches()) {
                refuse("deviceFilters", filter + " is not of the form 0x233010DE");
            }
        }
    }

    private void name(MigProfile profile) {
        Matcher name = NAME.matcher(profile.name());
        if (!name.matches()) {
            refuse(profile, "name", "is not of the form 1g.10gb, 1g.10gb+me or 1g.10gb-me");
            return;
        }
        String compute = name.group(1);
        if (!compute.equals(Integer.toString(profile.computeSlices()))) {
            refuse(profile, "compute", profile.computeSlices() + ", but the name says " + compute);
        }
        String plain = compute + "g" + profile.suffix();
        String twice = compute + "g" + DOUBLE + profile.suffix();
        if (!profile.shape().equals(plain) && !profile.shape().equals(twice)) {
            refuse(
                    profile,
                    "shape",
                    profile.shape() + "; with this name it must be " + plain + " or " + twice);
        }
    }

    private void slices(MigProfile profile, SliceGrid.Known grid, Footprint.Known footprint) {
        if (profile.computeSlices() > grid.computeSlices()) {
            refuse(
                    profile,
                    "compute",
                    profile.computeSlices() + " of " + grid.computeSlices() + " compute slices");
        }
        int after = 0;
        for (int start : footprint.starts()) {
            if (start + footprint.size() > grid.memorySlices()) {
                refuse(
                        profile,
                        "starts",
                        start
                                + " with size "
                                + footprint.size()
                                + " ends beyond the last of "
                                + grid.memorySlices()
                                + " memory slices");
            }
            if (start < after) {
                refuse(profile, "starts", start + " is not above the one before it");
            }
            after = start + 1;
        }
    }

    private void doubled(MigProfile profile, Footprint.Known footprint) {
        if (!profile.shape().contains(DOUBLE)) {
            return;
        }
        String single = profile.shape().replace(DOUBLE, "");
        for (MigProfile other : geometry.profiles()) {
            if (other.shape().equals(single) && footprint.size() == 2 * other.footprint().size()) {
                return;
            }
        }
        refuse(
                profile,
                "size",
                footprint.size() + "; it must be twice the size of shape " + single);
    }

    /// The highest count follows from the starts: as many as lie side by side and have compute
    /// slices.
    private void count(MigProfile profile, SliceGrid.Known grid, Footprint.Known footprint) {
        int beside = 0;
        int free = 0;
        for (int start : footprint.starts()) {
            if (start >= free) {
                beside++;
                free = start + footprint.size();
            }
        }
        int fits = Math.min(beside, grid.computeSlices() / profile.computeSlices());
        int most = profile.mediaExtensions() ? Math.min(1, fits) : fits;
        if (profile.maxCount() != most) {
            refuse(
                    profile,
                    "max",
                    profile.maxCount() + ", but the starts and slices allow " + most);
        }
    }

    private void memory() {
        MigProfile largest = geometry.profiles().getFirst();
        for (MigProfile profile : geometry.profiles()) {
            largest = profile.computeSlices() > largest.computeSlices() ? profile : largest;
        }
        Matcher name = NAME.matcher(largest.name());
        if (name.matches() && !name.group(2).equals(Integer.toString(geometry.memoryGB()))) {
            refuse(
                    "memoryGB",
                    geometry.memoryGB() + ", but the largest profile is " + largest.name());
        }
    }

    private void confidence() {
        boolean unknown = geometry.provenance().placements() == Confidence.UNKNOWN;
        if (unknown == geometry.placementsKnown()) {
            refuse("confidence.placements", "it must be Unknown exactly where the slices are null");
        }
    }

    private void refuse(MigProfile profile, String field, String problem) {
        problems.add(
                geometry.id()
                        + ", profile "
                        + profile.name()
                        + ", field "
                        + field
                        + ": "
                        + problem);
    }

    private void refuse(String field, String problem) {
        problems.add(geometry.id() + ", field " + field + ": " + problem);
    }
}
