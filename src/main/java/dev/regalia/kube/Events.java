package dev.regalia.kube;

import dev.regalia.api.Reason;
import dev.regalia.api.WellKnown;
import dev.regalia.plan.Finding;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says once what has changed, as an Event and a log line: a finding that was not there before.
/// Failures are logged and forgotten. Not safe for use by several threads.
///
/// An Event is named after what it says, so that a restarted process does not say it twice.
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    /// Events of cluster-scoped objects live there.
    private static final String CLUSTER_SCOPED = "default";

    /// A finding whose wording alone changes, for example a count in it, is said again this late.
    private static final Duration REWORDED = Duration.ofMinutes(1);

    private static final int AT_ONCE = 50;
    private static final int LONGEST_MESSAGE = 1024;

    private final KubernetesClient client;
    private final String namespace;
    private Set<Finding> known = new HashSet<>();
    private final Map<Subject, Instant> saidAt = new HashMap<>();

    private record Subject(String kind, String object, String field, Reason reason) {
        static Subject of(Finding finding) {
            return new Subject(finding.kind(), finding.object(), finding.field(), finding.reason());
        }
    }

    /// An object that is there and can have Events of its own.
    public record Owner(String kind, String name, String uid) {}

    /// @param namespace the operator's own, on which is said what has no living owner
    public Events(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /// Says what is new in `findings`; what is gone is forgotten in silence.
    ///
    /// @param owners the pools and tenants there are
    public void publish(List<Finding> findings, List<Owner> owners, Instant now) {
        Map<String, Owner> living = new HashMap<>();
        owners.forEach(owner -> living.put(owner.kind() + "/" + owner.name(), owner));
        Set<Finding> before = known;
        known = new HashSet<>(findings);
        saidAt.keySet().retainAll(findings.stream().map(Subject::of).collect(Collectors.toSet()));
        int said = 0;
        for (Finding finding : findings) {
            if (before.contains(finding)) {
                continue;
            }
            Instant last = saidAt.get(Subject.of(finding));
            if (said >= AT_ONCE || (last != null && now.isBefore(last.plus(REWORDED)))) {
                known.remove(finding);
                continue;
            }
            said++;
            saidAt.put(Subject.of(finding), now);
            LOG.info(
                    "{} {}: {}: {}",
                    finding.kind(),
                    finding.object(),
                    finding.reason().text(),
                    finding.sentence());
            say(
                    reference(living.get(finding.kind() + "/" + finding.object())),
                    finding.reason(),
                    finding.sentence(),
                    now);
        }
    }

    /// Says that an object has become as its spec says.
    public void asSpecified(Owner owner, Instant now) {
        LOG.info("{} {} is as specified", owner.kind(), owner.name());
        say(reference(owner), Reason.AS_SPECIFIED, Reason.AS_SPECIFIED.definition(), now);
    }

    private void say(ObjectReference about, Reason reason, String message, Instant now) {
        String home = about.getNamespace() == null ? CLUSTER_SCOPED : about.getNamespace();
        String text =
                message.length() <= LONGEST_MESSAGE
                        ? message
                        : message.substring(0, LONGEST_MESSAGE);
        Event event =
                new EventBuilder()
                        .withNewMetadata()
                        .withNamespace(home)
                        .withName(name(about, reason, message))
                        .endMetadata()
                        .withInvolvedObject(about)
                        .withReason(reason.text())
                        .withMessage(text)
                        .withType(isBad(reason) ? "Warning" : "Normal")
                        .withFirstTimestamp(now.toString())
                        .withLastTimestamp(now.toString())
                        .withCount(1)
                        .withNewSource()
                        .withComponent(WellKnown.FIELD_MANAGER)
                        .endSource()
                        .withReportingComponent(WellKnown.GROUP + "/operator")
                        .build();
        try {
            client.v1().events().inNamespace(home).resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warn("Event {} could not be written: {}", event.getReason(), e.getMessage());
            }
        }
    }

    private ObjectReference reference(@Nullable Owner owner) {
        return owner == null
                ? new ObjectReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Namespace")
                        .withName(namespace)
                        .withNamespace(namespace)
                        .build()
                : new ObjectReferenceBuilder()
                        .withApiVersion(WellKnown.GROUP + "/" + WellKnown.VERSION)
                        .withKind(owner.kind())
                        .withName(owner.name())
                        .withUid(owner.uid())
                        .build();
    }

    private static boolean isBad(Reason reason) {
        return reason.compareTo(Reason.INSUFFICIENT_CAPACITY) <= 0;
    }

    private static String name(ObjectReference about, Reason reason, String message) {
        String all = about.getKind() + about.getUid() + reason.text() + message;
        return about.getName()
                + "."
                + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }
}
