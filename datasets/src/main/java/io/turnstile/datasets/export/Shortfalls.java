package io.turnstile.datasets.export;

import io.turnstile.plan.Candidate;
import java.util.Collection;
import java.util.stream.Collectors;

/** What becomes of a draw in which turns are missing. */
final class Shortfalls {

    private Shortfalls() {}

    /**
     * The draw that is to be written; the same one where it is as the policy wants it, or may become so by waiting.
     *
     * @param candidates from which it was drawn
     * @throws ExportException if nothing is to be written
     */
    static Draw settle(Draw draw, Collection<Candidate> candidates, ExportRequest request) {
        if (draw.shortfalls().isEmpty()) {
            return draw;
        }
        return switch (request.onShortfall()) {
            case REPORT, WAIT -> draw;
            case SHRINK -> shrunk(draw, candidates);
            case REFUSE -> throw refused(draw);
        };
    }

    private static Draw shrunk(Draw draw, Collection<Candidate> candidates) {
        int size = Shrinking.largestSize(draw.plan(), draw.available()).orElseThrow(() -> refused(draw));
        return Draw.of(Shrinking.toSize(draw.plan(), size), candidates, false);
    }

    private static ExportException refused(Draw draw) {
        return new ExportException(
                ExportException.Reason.SHORTFALL,
                "Plan " + draw.plan().name() + " is short of turns: " + text(draw)
                        + ". Nothing was written. --shortfall says what else to do about it.");
    }

    /** What is missing, in words. */
    static String text(Draw draw) {
        return draw.shortfalls().entrySet().stream()
                .map(missing -> Names.of(missing.getKey().split()) + " lacks " + missing.getValue() + " "
                        + Names.label(missing.getKey()))
                .collect(Collectors.joining(", "));
    }
}
