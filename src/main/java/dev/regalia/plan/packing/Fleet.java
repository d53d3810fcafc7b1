package dev.regalia.plan.packing;

import dev.regalia.mig.GpuPacking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// The nodes of a problem, sorted into what stays and what may be touched.
///
/// @param types the distinct layouts of GPUs on nodes that may be touched, MIG off first
/// @param lots of sites that a plan weighs alike, idle ones first
/// @param given what the nodes give that must not be touched
/// @param cutThere GPUs that are cut on those
@SuppressWarnings("ArrayRecordComponent") // counts are compared where they are used
record Fleet(List<int[]> types, List<List<Site>> lots, long[] given, long cutThere) {

    /// Reads a problem.
    ///
    /// @param wanted all that is asked for, to tell which supply is of use
    static Fleet of(RepackProblem problem, long[] wanted) {
        GpuPacking packing = problem.packing();
        List<NodeSupply> nodes = problem.nodes();
        TreeMap<int[], Integer> ids = new TreeMap<>(Arrays::compare);
        long[] given = new long[wanted.length];
        long cutThere = 0;
        boolean[] believed = new boolean[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            NodeSupply node = nodes.get(i);
            believed[i] = isBelieved(node);
            if (problem.mayTouch(node)) {
                if (believed[i]) {
                    node.layouts().forEach(layout -> ids.put(layout, 0));
                }
            } else if (node.member()) {
                Counts.add(given, node.supply(), 1);
                cutThere += cut(node, believed[i]);
            }
        }
        int next = 0;
        for (var entry : ids.entrySet()) {
            entry.setValue(next++);
        }
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (problem.mayTouch(nodes.get(i))) {
                sites.add(site(nodes.get(i), i, believed[i] ? ids : null, wanted, packing));
            }
        }
        sites.sort(Site::compare);
        return new Fleet(List.copyOf(ids.keySet()), lots(sites), given, cutThere);
    }

    private static Site site(
            NodeSupply node,
            int order,
            @org.jspecify.annotations.Nullable TreeMap<int[], Integer> ids,
            long[] wanted,
            GpuPacking packing) {
        long[] supply = node.supply();
        int[] types = new int[ids == null ? 0 : node.layouts().size()];
        for (int i = 0; i < types.length && ids != null; i++) {
            types[i] = ids.getOrDefault(node.layouts().get(i), 0);
        }
        int[] sorted = types.clone();
        Arrays.sort(sorted);
        long use = 0;
        for (int k = 0; k < supply.length; k++) {
            use += Math.min(supply[k], wanted[k]) * packing.memorySlices(k);
        }
        return node.member()
                ? new Site(node, order, types, sorted, supply, cut(node, ids != null), use)
                : new Site(node, order, types, sorted, new long[supply.length], 0, use);
    }

    private static List<List<Site>> lots(List<Site> sites) {
        List<List<Site>> lots = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= sites.size(); i++) {
            if (i == sites.size() || Site.compareLots(sites.get(start), sites.get(i)) != 0) {
                lots.add(List.copyOf(sites.subList(start, i)));
                start = i;
            }
        }
        return List.copyOf(lots);
    }

    /// Layouts are believed where they say what the node shows; a dead GPU or a foreign pod is
    /// somewhere among them otherwise.
    private static boolean isBelieved(NodeSupply node) {
        if (node.layouts().isEmpty()) {
            return false;
        }
        long[] supply = node.supply();
        long[] sum = new long[supply.length];
        for (int[] layout : node.layouts()) {
            Counts.add(sum, layout);
        }
        return Arrays.equals(sum, supply);
    }

    /// GPUs of a node that hold instances; where the layouts are not known, those that are not
    /// whole.
    private static long cut(NodeSupply node, boolean believed) {
        if (!believed) {
            return Math.max(0, node.gpus() - node.supply()[node.supply().length - 1]);
        }
        long cut = 0;
        for (int[] layout : node.layouts()) {
            cut += isCut(layout) ? 1 : 0;
        }
        return cut;
    }

    /// GPUs of a node that hold instances, as it is.
    static long cut(NodeSupply node) {
        return cut(node, isBelieved(node));
    }

    /// Whether a GPU holds instances.
    static boolean isCut(int[] layout) {
        for (int count : layout) {
            if (count > 0) {
                return true;
            }
        }
        return false;
    }

    /// GPUs that are cut on all members as they are.
    long cutNow() {
        long cut = cutThere;
        for (List<Site> lot : lots) {
            cut += lot.getFirst().cut() * lot.size();
        }
        return cut;
    }
}
