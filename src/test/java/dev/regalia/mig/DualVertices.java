package dev.regalia.mig;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The vertices of `{y >= 0 : y.p <= 1 for every pattern p}`, in exact arithmetic.
///
/// The method is double description on the cone over the polytope: it starts with the cone of all
/// vectors without a negative entry and cuts it with one pattern after the other. A ray is `(y, t)`
/// in whole numbers and stands for the vertex `y / t`.
final class DualVertices {

    private static final class Ray {
        private final long[] entries;

        /// The constraints that the ray meets with equality.
        private final BitSet zeros;

        Ray(long[] entries, BitSet zeros) {
            this.entries = entries;
            this.zeros = zeros;
        }

        long last() {
            return entries[entries.length - 1];
        }

        /// What the constraint `t - p.y >= 0` leaves over.
        long slack(int[] pattern) {
            long slack = last();
            for (int k = 0; k < pattern.length; k++) {
                slack = Math.subtractExact(slack, Math.multiplyExact(pattern[k], entries[k]));
            }
            return slack;
        }
    }

    private final int dimension;
    private List<Ray> rays = new ArrayList<>();
    private int constraints;

    private DualVertices(int dimension) {
        this.dimension = dimension;
        this.constraints = dimension + 1;
        for (int i = 0; i <= dimension; i++) {
            long[] entries = new long[dimension + 1];
            entries[i] = 1;
            BitSet zeros = new BitSet();
            zeros.set(0, dimension + 1);
            zeros.clear(i);
            rays.add(new Ray(entries, zeros));
        }
    }

    /// Every vertex as whole numbers without a common divisor: numerators, then the denominator.
    static List<long[]> of(List<int[]> patterns, int dimension) {
        DualVertices cone = new DualVertices(dimension);
        patterns.forEach(cone::cut);
        return cone.rays.stream().filter(ray -> ray.last() > 0).map(ray -> ray.entries).toList();
    }

    private void cut(int[] pattern) {
        List<Ray> inside = new ArrayList<>();
        List<Ray> outside = new ArrayList<>();
        List<Ray> kept = new ArrayList<>();
        for (Ray ray : rays) {
            long slack = ray.slack(pattern);
            (slack > 0 ? inside : slack < 0 ? outside : kept).add(ray);
        }
        kept.forEach(ray -> ray.zeros.set(constraints));
        for (Ray in : inside) {
            for (Ray out : outside) {
                BitSet common = (BitSet) in.zeros.clone();
                common.and(out.zeros);
                if (adjacent(common)) {
                    common.set(constraints);
                    kept.add(new Ray(between(in, out, pattern), common));
                }
            }
        }
        kept.addAll(inside);
        rays = kept;
        constraints++;
    }

    /// Whether two rays span an edge: only they lie on all the faces that both lie on.
    private boolean adjacent(BitSet common) {
        if (common.cardinality() < dimension - 1) {
            return false;
        }
        int on = 0;
        for (Ray ray : rays) {
            BitSet missing = (BitSet) common.clone();
            missing.andNot(ray.zeros);
            if (missing.isEmpty() && ++on > 2) {
                return false;
            }
        }
        return true;
    }

    private static long[] between(Ray in, Ray out, int[] pattern) {
        long ahead = in.slack(pattern);
        long behind = out.slack(pattern);
        long[] entries = new long[in.entries.length];
        for (int i = 0; i < entries.length; i++) {
            entries[i] =
                    Math.subtractExact(
                            Math.multiplyExact(ahead, out.entries[i]),
                            Math.multiplyExact(behind, in.entries[i]));
        }
        BigInteger divisor =
                Arrays.stream(entries)
                        .mapToObj(BigInteger::valueOf)
                        .reduce(BigInteger.ZERO, BigInteger::gcd);
        return Arrays.stream(entries).map(entry -> entry / divisor.longValueExact()).toArray();
    }
}
