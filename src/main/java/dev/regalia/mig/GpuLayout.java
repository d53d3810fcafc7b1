package dev.regalia.mig;

/// A number of GPUs that are cut alike.
///
/// @param layout what each of them is cut into
/// @param gpus at least 1
public record GpuLayout(Layout layout, long gpus) {

    public GpuLayout {
        if (gpus < 1) {
            throw new IllegalArgumentException(gpus + " GPUs with " + layout);
        }
    }
}
