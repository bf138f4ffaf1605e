package io.turnstile.datasets.router;

/** Is told how far embedding is, which takes most of the time. */
@FunctionalInterface
public interface RouterProgress {

    /** @param done texts of so many in all */
    void embedded(int done, int all);
}
