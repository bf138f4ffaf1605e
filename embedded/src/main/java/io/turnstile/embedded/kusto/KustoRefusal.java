package io.turnstile.embedded.kusto;

/** A request that is answered with an error instead of a result. */
final class KustoRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient KustoError error;

    KustoRefusal(KustoError error) {
        super(error.description());
        this.error = error;
    }

    KustoError error() {
        return error;
    }
}
