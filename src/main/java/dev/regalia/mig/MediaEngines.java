package dev.regalia.mig;

/// What an instance holds of the media engines of its GPU, as the suffix of its profile name says.
public enum MediaEngines {
    /// No suffix, or `+gfx`: the decoders of its own slices.
    OWN,
    /// `+me`: its own, and the one set of media extensions (JPEG, optical flow) of the GPU.
    EXTENSIONS,
    /// `+me.all`: every media engine of the GPU, so that only instances without any may lie beside
    /// it.
    ALL,
    /// `-me`: none.
    NONE;

    static MediaEngines ofSuffix(String suffix) {
        return switch (suffix) {
            case "+me" -> EXTENSIONS;
            case "+me.all" -> ALL;
            case "-me" -> NONE;
            default -> OWN;
        };
    }

    /// Whether the holder has the media-extension set, of which a GPU has one.
    public boolean holdsExtensions() {
        return this == EXTENSIONS || this == ALL;
    }

    /// Whether an instance holding `this` and one holding `other` may lie on one GPU.
    ///
    /// The rule for `+me.all` follows from what the suffix means; no published listing states it.
    boolean toleratesBeside(MediaEngines other) {
        if (this == ALL || other == ALL) {
            return this == NONE || other == NONE;
        }
        return !(holdsExtensions() && other.holdsExtensions());
    }
}
