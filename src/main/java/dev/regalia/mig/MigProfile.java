package dev.regalia.mig;

/// A kind of GPU instance that one model can be cut into.
///
/// @param name NVIDIA's name on this model, such as `1g.10gb` or `1g.10gb+me`; it follows the
///   memory that the driver reports, so another model or another driver may call the same shape
///   differently
/// @param shape the name without the memory, the same on every model: `1g`, `1g+me`, `1g.double`
///   (twice the memory of `1g`), `3g`, `2g+gfx`, `1g-me`
/// @param computeSlices compute slices of one instance, at least 1
/// @param maxCount the most instances of this profile that one GPU can hold, at least 1
/// @param footprint the memory units it takes and where
public record MigProfile(
        String name, String shape, int computeSlices, int maxCount, Footprint footprint) {

    private static final String RESOURCE_PREFIX = "nvidia.com/mig-";

    public MigProfile {
        if (computeSlices < 1 || maxCount < 1) {
            throw new IllegalArgumentException(
                    name
                            + ": "
                            + computeSlices
                            + " compute slices, at most "
                            + maxCount
                            + ": both must be positive");
        }
    }

    /// The extended resource under which NVIDIA's device plugin offers the instances (strategy
    /// `mixed`): `nvidia.com/mig-1g.10gb.me` for `1g.10gb+me`. A `-` stays as it is.
    public String resourceName() {
        return RESOURCE_PREFIX + kubernetesName();
    }

    /// The name as NVIDIA's tools write it where Kubernetes allows no `+`: `1g.10gb.me` for
    /// `1g.10gb+me`.
    public String kubernetesName() {
        return name.replace('+', '.');
    }

    /// What stands behind the memory in the name, sign included: `+me`, `+me.all`, `-me`, `+gfx`,
    /// or nothing.
    public String suffix() {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '+' || name.charAt(i) == '-') {
                return name.substring(i);
            }
        }
        return "";
    }

    /// What an instance holds of the media engines of its GPU.
    public MediaEngines mediaEngines() {
        return MediaEngines.ofSuffix(suffix());
    }

    /// Whether an instance holds the media-extension set, of which a GPU has one.
    public boolean mediaExtensions() {
        return mediaEngines().holdsExtensions();
    }
}
