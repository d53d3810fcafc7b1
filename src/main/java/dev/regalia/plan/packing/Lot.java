package dev.regalia.plan.packing;

/// Nodes, or GPUs, that differ in nothing that a plan weighs.
///
/// @param size how many, at least 1
/// @param gpus that one of them offers once it is touched
/// @param supply what one of them gives while it is not touched; not to be written to
/// @param cut GPUs of one that are cut while it is not touched
/// @param evictions the price of touching one, in pods
@SuppressWarnings("ArrayRecordComponent") // counts are compared where they are used
record Lot(int size, int gpus, long[] supply, long cut, long evictions) {}
