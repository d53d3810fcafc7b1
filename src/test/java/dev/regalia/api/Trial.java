package dev.regalia.api;

import org.jspecify.annotations.Nullable;

/// One thing that somebody may try with an object, and what the API server must say to it.
///
/// @param name what is special about the object, for people
/// @param before the object that is there already and is replaced; null where it is created
/// @param manifest the object that is sent
/// @param refusal a part of the message that it is refused with; null where it is accepted, empty
///   where the rule's own text is that part
record Trial(String name, @Nullable Manifest before, Manifest manifest, @Nullable String refusal) {

    /// Creating this object must be accepted.
    static Trial accepts(String name, Manifest manifest) {
        return new Trial(name, null, manifest, null);
    }

    /// Creating this object must be refused, by the words of the rule it stands under.
    static Trial refuses(String name, Manifest manifest) {
        return refuses(name, manifest, "");
    }

    /// Creating this object must be refused with a message that has this part.
    static Trial refuses(String name, Manifest manifest, String part) {
        return new Trial(name, null, manifest, part);
    }

    /// The same with that object being there and replaced.
    Trial instead(Manifest of) {
        return new Trial(name, of, manifest, refusal);
    }

    /// Whether the object must be accepted.
    boolean accepted() {
        return refusal == null;
    }
}
