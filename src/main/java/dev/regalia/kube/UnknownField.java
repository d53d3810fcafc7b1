package dev.regalia.kube;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// A field of a spec that this version has no place for: the definitions in the cluster are newer
/// than the operator. Nobody knows what is asked for, so nothing is done.
///
/// @param path from the spec down, for example `nodeGroups.maintenance`
record UnknownField(String path) {

    /// The field at which a failure to read a spec stumbled; empty where it has another cause.
    static Optional<UnknownField> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return Optional.of(
                        new UnknownField(
                                unknown.getPath().stream()
                                        .map(Reference::getFieldName)
                                        .filter(Objects::nonNull)
                                        .collect(Collectors.joining("."))));
            }
        }
        return Optional.empty();
    }

    /// What is the case and what to do, as one sentence.
    ///
    /// @param kind the kind's plural
    String sentence(String kind, String name) {
        return "%s '%s' has the field 'spec.%s', which this version of Regalia does not know"
                        .formatted(kind, name, path)
                + "; upgrade Regalia to the version of its CRDs, or take the field out";
    }
}
