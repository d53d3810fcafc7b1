package dev.regalia.plan.packing.bench;

import dev.regalia.plan.packing.NodeSupply;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A fleet and a demand for another JVM.
@SuppressWarnings("ArrayRecordComponent") // counts are compared where they are used
record FleetFile(List<NodeSupply> nodes, long[] demand) {

    /// The model of all GPUs.
    static final String MODEL = "H100-80GB";

    void write(Path file) throws IOException {
        try (var out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            write(out, demand);
            out.writeInt(nodes.size());
            for (NodeSupply node : nodes) {
                out.writeUTF(node.name());
                out.writeLong(node.evictions());
                write(out, node.supply());
                out.writeInt(node.gpus());
                for (int[] layout : node.layouts()) {
                    out.writeInt(layout.length);
                    for (int count : layout) {
                        out.writeInt(count);
                    }
                }
            }
        }
    }

    static FleetFile read(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            long[] demand = counts(in);
            List<NodeSupply> nodes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                nodes.add(node(in));
            }
            return new FleetFile(List.copyOf(nodes), demand);
        }
    }

    private static NodeSupply node(DataInputStream in) throws IOException {
        String name = in.readUTF();
        long evictions = in.readLong();
        long[] supply = counts(in);
        int gpus = in.readInt();
        List<int[]> layouts = new ArrayList<>();
        for (int i = 0; i < gpus; i++) {
            int[] layout = new int[in.readInt()];
            for (int k = 0; k < layout.length; k++) {
                layout[k] = in.readInt();
            }
            layouts.add(layout);
        }
        return new NodeSupply(name, gpus, layouts, supply, evictions, false, true);
    }

    private static void write(DataOutputStream out, long[] counts) throws IOException {
        out.writeInt(counts.length);
        for (long count : counts) {
            out.writeLong(count);
        }
    }

    private static long[] counts(DataInputStream in) throws IOException {
        long[] counts = new long[in.readInt()];
        for (int k = 0; k < counts.length; k++) {
            counts[k] = in.readLong();
        }
        return counts;
    }
}
