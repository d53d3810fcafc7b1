package dev.regalia.mig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Why a layout does not fit on a GPU, and what of it would.
final class Misfit {

    private Misfit() {}

    /// Every limit that the layout breaks; where it breaks none, that the allowed starts leave no
    /// arrangement.
    static String reason(GpuGeometry geometry, SliceGrid.Known grid, Layout layout) {
        List<String> broken = new ArrayList<>();
        long memory = memory(layout);
        long compute = compute(layout);
        if (memory > grid.memorySlices()) {
            broken.add(memory + " of " + grid.memorySlices() + " memory slices");
        }
        if (compute > grid.computeSlices()) {
            broken.add(compute + " of " + grid.computeSlices() + " compute slices");
        }
        broken.addAll(brokenCounts(layout));
        broken.addAll(brokenMedia(layout));
        if (broken.isEmpty()) {
            broken.add("the allowed starts leave no arrangement (" + starts(layout) + ")");
        }
        return sentence(geometry, layout, broken);
    }

    /// Every profile of which the layout has more than one GPU can hold.
    static String brokenCounts(GpuGeometry geometry, Layout layout) {
        return sentence(geometry, layout, brokenCounts(layout));
    }

    private static String sentence(GpuGeometry geometry, Layout layout, List<String> broken) {
        return layout + " does not fit on " + geometry.id() + ": " + String.join("; ", broken);
    }

    /// Whether the layout has more instances or slices than one GPU, wherever they lie.
    static boolean exceedsTotals(SliceGrid.Known grid, Layout layout) {
        return memory(layout) > grid.memorySlices()
                || compute(layout) > grid.computeSlices()
                || !brokenCounts(layout).isEmpty();
    }

    private static long memory(Layout layout) {
        return layout.portions().stream()
                .mapToLong(portion -> (long) portion.count() * portion.profile().footprint().size())
                .sum();
    }

    private static long compute(Layout layout) {
        return layout.portions().stream()
                .mapToLong(portion -> (long) portion.count() * portion.profile().computeSlices())
                .sum();
    }

    private static List<String> brokenCounts(Layout layout) {
        boolean alone = layout.portions().size() == 1;
        return layout.portions().stream()
                .filter(portion -> portion.count() > portion.profile().maxCount())
                .map(
                        portion ->
                                "at most "
                                        + portion.profile().maxCount()
                                        + (alone ? "" : " of " + portion.profile().name())
                                        + " per GPU")
                .toList();
    }

    private static List<String> brokenMedia(Layout layout) {
        List<String> broken = new ArrayList<>();
        List<Layout.Portion> extended =
                layout.portions().stream()
                        .filter(portion -> portion.profile().mediaExtensions())
                        .toList();
        if (extended.stream().mapToLong(Layout.Portion::count).sum() > 1 && extended.size() > 1) {
            broken.add("the one set of media extensions wanted by " + named(extended));
        }
        boolean takesAll =
                extended.stream()
                        .anyMatch(portion -> portion.profile().mediaEngines() == MediaEngines.ALL);
        List<Layout.Portion> own =
                layout.portions().stream()
                        .filter(portion -> portion.profile().mediaEngines() == MediaEngines.OWN)
                        .toList();
        if (takesAll && !own.isEmpty()) {
            broken.add("no media engines are left beside +me.all for " + named(own));
        }
        return broken;
    }

    private static String named(List<Layout.Portion> portions) {
        return portions.stream()
                .map(portion -> portion.profile().name())
                .collect(Collectors.joining(" and "));
    }

    private static String starts(Layout layout) {
        return layout.portions().stream()
                .map(
                        portion ->
                                portion.profile().name()
                                        + " takes "
                                        + portion.profile().footprint().size()
                                        + " from "
                                        + portion.profile().footprint().starts())
                .collect(Collectors.joining(", "));
    }

    /// A part of the layout that passes a test, by trying the largest profiles first and as many of
    /// each as pass.
    static Layout largestPart(GpuGeometry geometry, Layout layout, Predicate<Layout> passes) {
        List<Layout.Portion> largestFirst =
                layout.portions().stream()
                        .sorted(
                                Comparator.comparingInt(
                                                (Layout.Portion portion) ->
                                                        portion.profile().footprint().size())
                                        .reversed())
                        .toList();
        Map<MigProfile, Integer> kept = new HashMap<>();
        for (Layout.Portion portion : largestFirst) {
            MigProfile profile = portion.profile();
            int count = Math.min(portion.count(), profile.maxCount());
            kept.put(profile, count);
            while (count > 0 && !passes.test(geometry.layout(kept))) {
                count--;
                kept.put(profile, count);
            }
        }
        return geometry.layout(kept);
    }
}
