package dev.regalia.cli.manifest;

import java.util.regex.Pattern;

/// The formats of Kubernetes' names that our rules ask for, as CEL's `format` library has them.
enum CelFormat {
    DNS_SUBDOMAIN("dns1123Subdomain", Patterns.SUBDOMAIN, 253),
    QUALIFIED_NAME("qualifiedName", "([^/]{1,253}/)?[^/]{1,63}", 317) {
        @Override
        boolean has(String text) {
            int slash = text.indexOf('/');
            return super.has(text)
                    && (slash < 0 || DNS_SUBDOMAIN.has(text.substring(0, slash)))
                    && text.substring(slash + 1).matches(Patterns.NAME);
        }
    };

    private static final class Patterns {
        static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
        static final String SUBDOMAIN = LABEL + "([.]" + LABEL + ")*";
        static final String NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?";
    }

    private final String celName;
    private final Pattern pattern;
    private final int longest;

    CelFormat(String celName, String pattern, int longest) {
        this.celName = celName;
        this.pattern = Pattern.compile(pattern);
        this.longest = longest;
    }

    /// What CEL calls it.
    String celName() {
        return celName;
    }

    /// Whether a text has it.
    boolean has(String text) {
        return text.length() <= longest && pattern.matcher(text).matches();
    }
}
