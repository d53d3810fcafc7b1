package dev.regalia.kube;

/// Why the objects of a kind are not known at this moment.
///
/// @param kind the kind's plural, as in a rule of RBAC
/// @param code the API server's answer; 0 where it gave none
record Refusal(String kind, int code, String message) {

    /// It answered well, but an object has a field that is not known.
    static final int NOT_UNDERSTOOD = 200;

    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
}
