package dev.regalia.operator;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Down when this process leads and its loop is dead, or stuck in one round for minutes.
@Liveness
@Singleton
final class LoopLiveness implements HealthCheck {

    private final OperatorParts parts;

    LoopLiveness(OperatorParts parts) {
        this.parts = parts;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("fleet-loop")
                .status(parts.alive())
                .withData("leading", parts.leading())
                .build();
    }
}
