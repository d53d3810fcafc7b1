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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what has changed, as an Event and a log line: a finding that was not there at the last
/// look, and an object that has become as specified. Failures are logged and forgotten. Not safe
/// for use by several threads.
///
/// What was found before the process began is not said again: the statuses tell what was, and where
/// there is none the Event itself does, which is named after what it is about.
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    /// Events of cluster-scoped objects live there.
    private static final String CLUSTER_SCOPED = "default";

    private static final int AT_ONCE = 50;
    private static final int LONGEST_MESSAGE = 1024;

    private final Sink sink;
    private final String namespace;
    private final Duration between;
    private Set<Finding> known = new HashSet<>();
    private final Map<Subject, Instant> saidAt = new HashMap<>();
    private boolean beginning;

    private record Subject(String kind, String object, String field, Reason reason) {
        static Subject of(Finding finding) {
            return new Subject(finding.kind(), finding.object(), finding.field(), finding.reason());
        }

        boolean isOf(Finding finding) {
            return kind.equals(finding.kind()) && object.equals(finding.object());
        }
    }

    /// Something to be said.
    ///
    /// @param about the object that the Event is shown with
    /// @param identity what tells it from other things that are said of that object
    private record Saying(
            ObjectReference about, Reason reason, String message, String identity, Instant now) {}

    /// Puts Events into the cluster.
    interface Sink {
        /// Whether no Event of that name was there.
        boolean create(Event event);
    }

    /// An object that is there and can have Events of its own.
    public record Owner(String kind, String name, String uid) {}

    /// @param namespace the operator's own, on which is said what has no living owner
    /// @param between what comes back, or whose wording alone changes, for example a count in it,
    ///   is said again this late
    public Events(KubernetesClient client, String namespace, Duration between) {
        this(event -> created(client, event), namespace, between);
    }

    Events(Sink sink, String namespace, Duration between) {
        this.sink = sink;
        this.namespace = namespace;
        this.between = between;
    }

    /// Tells it, before the first look is published, what earlier processes have said.
    public void begin(List<Finding> said) {
        known = new HashSet<>(said);
        beginning = true;
    }

    /// Says what is new in `findings`; what is gone is forgotten in silence. That an object is as
    /// specified is one of them, and is not said twice with nothing about it between.
    ///
    /// @param owners the pools and tenants there are
    /// @return when to say what was held back, because it was said a moment ago or because too much
    ///   was new
    public Optional<Instant> publish(List<Finding> findings, List<Owner> owners, Instant now) {
        Map<String, Owner> living = new HashMap<>();
        owners.forEach(owner -> living.put(owner.kind() + "/" + owner.name(), owner));
        Set<Finding> before = known;
        known = new HashSet<>(findings);
        saidAt.values().removeIf(at -> !now.isBefore(at.plus(between)));
        List<Instant> later = new ArrayList<>();
        int said = 0;
        for (Finding finding : findings) {
            if (before.contains(finding)) {
                continue;
            }
            Instant last = saidAt.get(Subject.of(finding));
            if (last != null && isLastWord(finding, last)) {
                continue;
            }
            if (said >= AT_ONCE || last != null) {
                known.remove(finding);
                later.add((last == null ? now : last).plus(between));
                continue;
            }
            said++;
            saidAt.put(Subject.of(finding), now);
            say(finding, living.get(finding.kind() + "/" + finding.object()), now);
        }
        beginning = false;
        return later.stream().min(Instant::compareTo);
    }

    /// That an object is as its spec says.
    public static Finding asSpecified(Owner owner) {
        String message = Reason.AS_SPECIFIED.definition();
        return new Finding(owner.kind(), owner.name(), "", Reason.AS_SPECIFIED, message, "");
    }

    /// Whether an object was said to be as specified, and nothing else of it since.
    private boolean isLastWord(Finding finding, Instant said) {
        return finding.reason() == Reason.AS_SPECIFIED
                && saidAt.entrySet().stream()
                        .filter(it -> it.getKey().isOf(finding))
                        .noneMatch(it -> it.getValue().isAfter(said));
    }

    private void say(Finding finding, @Nullable Owner owner, Instant now) {
        String sentence = finding.sentence();
        LOG.info(
                "{} {}: {}: {}",
                finding.kind(),
                finding.object(),
                finding.reason().text(),
                sentence);
        // Without a status nothing but the Event tells what was said, and times in the wording
        // begin anew with each process.
        String identity = owner == null ? Subject.of(finding).toString() : sentence;
        boolean again = !beginning || finding.reason() == Reason.AS_SPECIFIED;
        say(new Saying(reference(owner), finding.reason(), sentence, identity, now), again);
    }

    /// @param again whether to say it although an Event says it already
    private void say(Saying saying, boolean again) {
        if (!sink.create(event(saying, saying.identity())) && again) {
            sink.create(event(saying, saying.identity() + saying.now()));
        }
    }

    private static boolean created(KubernetesClient client, Event event) {
        String home = event.getMetadata().getNamespace();
        try {
            client.v1().events().inNamespace(home).resource(event).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            LOG.warn("Event {} could not be written: {}", event.getReason(), e.getMessage());
        }
        return true;
    }

    private static Event event(Saying saying, String identity) {
        ObjectReference about = saying.about();
        String message = saying.message();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(about.getNamespace() == null ? CLUSTER_SCOPED : about.getNamespace())
                .withName(name(about, saying.reason(), identity))
                .endMetadata()
                .withInvolvedObject(about)
                .withReason(saying.reason().text())
                .withMessage(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
                .withType(isBad(saying.reason()) ? "Warning" : "Normal")
                .withFirstTimestamp(saying.now().toString())
                .withLastTimestamp(saying.now().toString())
                .withCount(1)
                .withNewSource()
                .withComponent(WellKnown.FIELD_MANAGER)
                .endSource()
                .withReportingComponent(WellKnown.GROUP + "/operator")
                .build();
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

    private static String name(ObjectReference about, Reason reason, String identity) {
        String all = about.getKind() + about.getUid() + reason.text() + identity;
        return about.getName()
                + "."
                + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }
}
