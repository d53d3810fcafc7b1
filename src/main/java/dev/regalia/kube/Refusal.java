package dev.regalia.kube;

/// Why the objects of a kind cannot be listed at this moment.
///
/// @param kind the kind's plural, as in a rule of RBAC
/// @param code the API server's answer; 0 where it gave none
record Refusal(String kind, int code, String message) {

    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
}
