package dev.regalia.kube;

/// How the API server answered a write.
sealed interface Outcome {

    /// Done.
    record Written() implements Outcome {}

    /// The object has moved on, or exists already.
    record Conflict() implements Outcome {}

    /// The object, or the namespace it should be in, is not there.
    record Gone(String message) implements Outcome {}

    /// Refused for a reason that stays until somebody changes something.
    record Refused(String message) implements Outcome {}

    /// Not done, because a webhook that has a say in it cannot be reached; it may come back.
    record Blocked(String message) implements Outcome {}

    /// No answer, or none that means anything: trying again helps.
    record Unanswered(String message) implements Outcome {}
}
