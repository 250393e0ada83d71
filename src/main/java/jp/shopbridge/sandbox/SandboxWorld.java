package jp.shopbridge.sandbox;

import java.util.Optional;

/** What a world answers; the server around it reads, counts, misbehaves on request and writes. */
public interface SandboxWorld {

    /** Answers one request; called by several threads at once. Anything thrown becomes a 500 with a plain-text trace line. */
    SandboxAnswer answer(SandboxRequest request);

    /** The answer of a {@code status-…} fault, in this world's error envelope. */
    SandboxAnswer fault(int status, SandboxRequest request);

    /** Answers a control request below {@code /control/} which the server does not know itself; empty when unknown here too. */
    default Optional<SandboxAnswer> control(SandboxRequest request) {
        return Optional.empty();
    }
}
