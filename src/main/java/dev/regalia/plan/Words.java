package dev.regalia.plan;

/// Numbers and names as messages write them.
final class Words {

    private Words() {}

    /// `1 node`, `2 nodes`.
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
