package dev.regalia.plan.packing;

/// One line of one share.
///
/// @param index of the profile; K for whole GPUs
/// @param wanted what the share requests, 0 or more
/// @param inForce what of it is granted already, 0 or more
public record Claim(int index, long wanted, long inForce) {

    public Claim {
        if (index < 0 || wanted < 0 || inForce < 0) {
            throw new IllegalArgumentException(
                    "index " + index + ", wanted " + wanted + ", in force " + inForce);
        }
    }
}
