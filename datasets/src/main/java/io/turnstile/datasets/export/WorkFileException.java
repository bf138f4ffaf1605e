package io.turnstile.datasets.export;

import java.sql.SQLException;

/** Carries an SQLException through code that knows nothing of the work file. */
final class WorkFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    WorkFileException(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
