package dev.regalia.operator;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Up once everything that is served has been listed, on the process that leads and on those that
/// wait.
@Readiness
@Singleton
final class CachesReadiness implements HealthCheck {

    private final OperatorParts parts;

    CachesReadiness(OperatorParts parts) {
        this.parts = parts;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> waitingFor = parts.waitingFor();
        return HealthCheckResponse.named("caches")
                .status(waitingFor.isEmpty())
                .withData("waitingFor", String.join(", ", waitingFor))
                .withData("because", String.join("; ", parts.refused()))
                .build();
    }
}
