package dev.regalia.plan.packing;

/// How a plan was found.
public enum Method {
    /// The nodes give what is asked as they are, or nothing that could be cut would help.
    NOTHING_TO_DO,
    /// A linear program over facets, rounded; the rounding reached the bound or the search was off.
    LINEAR_PROGRAM,
    /// The same, and then a branch and bound.
    EXACT_SEARCH,
    /// A linear program over the patterns of the model, because it has no facets, then a branch and
    /// bound.
    PATTERN_PROGRAM,
    /// The greedy rule that gives up the least, because the linear program failed.
    GREEDY
}
