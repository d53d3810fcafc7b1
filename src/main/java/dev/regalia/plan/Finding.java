package dev.regalia.plan;

import dev.regalia.api.Reason;
import java.util.Comparator;

/// The unit of explanation: what is wrong or waited for, where, and what to do about it.
///
/// @param kind kind of the object it is about, for example `SovereignPool`
/// @param object name of that object
/// @param field path of the field in the object's spec, or the other object that is meant, for
///   example `nodeGroups[slices].partitioning.fixed.layouts[0]`; may be empty
/// @param message what is the case, with the values in it
/// @param cure what to do; may be empty where only waiting helps
public record Finding(
        String kind, String object, String field, Reason reason, String message, String cure) {

    /// The most severe first, then by object, field and message.
    public static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::reason)
                    .thenComparing(Finding::kind)
                    .thenComparing(Finding::object)
                    .thenComparing(Finding::field)
                    .thenComparing(Finding::message);

    /// One sentence for conditions, events and logs: field, message, cure.
    public String sentence() {
        String where = field.isEmpty() ? "" : field + ": ";
        String what = cure.isEmpty() ? message : message + "; " + cure;
        return where + what;
    }
}
