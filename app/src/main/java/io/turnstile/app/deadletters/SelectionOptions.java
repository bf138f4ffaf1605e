package io.turnstile.app.deadletters;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class SelectionOptions {

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            split = ",",
            description = "Only letters with one of these reasons, for instance BUDGET,TRUNCATED.")
    private Set<String> reasons = new TreeSet<>();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            split = ",",
            description = "Only letters of these stages, for instance judge.")
    private Set<String> stages = new TreeSet<>();

    LetterSelection selection() {
        return new LetterSelection(
                Set.copyOf(stages),
                reasons.stream().map(reason -> reason.toUpperCase(Locale.ROOT)).collect(Collectors.toSet()));
    }

    boolean isEmpty() {
        return reasons.isEmpty() && stages.isEmpty();
    }
}
