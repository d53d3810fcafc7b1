package dev.regalia.plan.packing;

import dev.regalia.mig.GpuLayout;
import dev.regalia.mig.GpuPacking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Which GPUs of the touched nodes are cut anew, and into what.
///
/// A GPU that is cut anew into the counts that another one of them has leaves that one as it is
/// instead. What remains is dealt out in the order of the nodes and their GPUs.
final class Rewriting {

    private final GpuPacking packing;
    private final List<int[]> types;
    private final List<Site> sites;

    /// @param sites that are touched, in an order that decides
    Rewriting(GpuPacking packing, List<int[]> types, List<Site> sites) {
        this.packing = packing;
        this.types = types;
        this.sites = sites;
    }

    /// The question which GPUs to cut anew, by type of layout; those of nodes with unknown layouts
    /// in any case.
    ///
    /// @param need what the touched nodes have to hold, as far as it fits
    /// @param extra what else they should hold
    /// @param cutAllowed GPUs of them that may be cut in the end
    Cover cover(long[] need, long[] extra, long cutAllowed) {
        int[] sizes = sizes();
        List<Lot> lots = new ArrayList<>();
        for (int type = 0; type < sizes.length; type++) {
            if (sizes[type] > 0) {
                long[] supply = new long[need.length];
                Counts.add(supply, types.get(type));
                lots.add(new Lot(sizes[type], 1, supply, Fleet.isCut(types.get(type)) ? 1 : 0, 0));
            }
        }
        return new Cover(packing, need, extra, lots, freeGpus(), cutAllowed);
    }

    /// GPUs of sites whose layouts are not known.
    long freeGpus() {
        return sites.stream()
                .filter(site -> !site.known())
                .mapToLong(site -> site.node().gpus())
                .sum();
    }

    /// The cuts in the order of the sites; sites that stay as they are have none, unless they are
    /// taken.
    ///
    /// @param touched how many GPUs of each lot of [#cover] are cut anew
    /// @param held what the GPUs that are cut anew must hold
    List<NodeCut> cuts(int[] touched, long[] held) {
        int[] anew = new int[types.size()];
        int[] sizes = sizes();
        int lot = 0;
        for (int type = 0; type < anew.length; type++) {
            anew[type] = sizes[type] > 0 ? touched[lot++] : 0;
        }
        Deque<int[]> patterns = new ArrayDeque<>();
        for (int[] pattern : patterns(held)) {
            int type = typeOf(pattern);
            if (type >= 0 && anew[type] > 0) {
                anew[type]--;
            } else {
                patterns.add(pattern);
            }
        }
        List<NodeCut> cuts = new ArrayList<>();
        for (Site site : sites) {
            NodeCut cut = cut(site, anew, patterns);
            if (cut.gpusTouched() > 0 || !site.node().member()) {
                cuts.add(cut);
            }
        }
        return cuts;
    }

    private NodeCut cut(Site site, int[] anew, Deque<int[]> patterns) {
        NodeSupply node = site.node();
        if (!site.known()) {
            List<int[]> layouts = new ArrayList<>();
            for (int i = 0; i < node.gpus(); i++) {
                layouts.add(next(patterns));
            }
            return new NodeCut(node.name(), layouts, node.gpus());
        }
        List<int[]> layouts = new ArrayList<>(node.layouts());
        int changed = 0;
        for (int i = 0; i < layouts.size(); i++) {
            if (anew[site.types()[i]] > 0) {
                anew[site.types()[i]]--;
                layouts.set(i, next(patterns));
                changed++;
            }
        }
        return new NodeCut(node.name(), layouts, changed);
    }

    private static int[] next(Iterable<int[]> patterns) {
        Iterator<int[]> iterator = patterns.iterator();
        if (!iterator.hasNext()) {
            return NodeSupply.WHOLE;
        }
        int[] next = iterator.next();
        iterator.remove();
        return next;
    }

    private List<int[]> patterns(long[] held) {
        List<int[]> patterns = new ArrayList<>();
        for (GpuLayout part : packing.pack(held)) {
            int[] counts = packing.counts(part.layout());
            for (long i = 0; i < part.gpus(); i++) {
                patterns.add(counts);
            }
        }
        for (long i = 0; i < held[held.length - 1]; i++) {
            patterns.add(NodeSupply.WHOLE);
        }
        return patterns;
    }

    private int typeOf(int[] pattern) {
        for (int type = 0; type < types.size(); type++) {
            if (Arrays.equals(types.get(type), pattern)) {
                return type;
            }
        }
        return -1;
    }

    private int[] sizes() {
        int[] sizes = new int[types.size()];
        for (Site site : sites) {
            for (int type : site.types()) {
                sizes[type]++;
            }
        }
        return sizes;
    }
}
