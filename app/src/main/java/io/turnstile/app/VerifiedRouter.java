package io.turnstile.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.datasets.router.LightRouter;
import io.turnstile.datasets.router.RouterConfiguration;
import io.turnstile.datasets.router.RouterException;
import io.turnstile.datasets.router.RouterReport;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The light router of a verification.
 *
 * @param report null where none could be trained
 * @param reason why not; null where one was
 */
record VerifiedRouter(RouterReport report, String reason) {

    /** Trains it. That there is none is no fault of the dataset: it may be small. */
    static VerifiedRouter of(Path directory, RouterConfiguration configuration, Progress progress) {
        try {
            return new VerifiedRouter(
                    LightRouter.of(directory, configuration, (done, all) -> show(progress, done, all)), null);
        } catch (RouterException e) {
            return new VerifiedRouter(null, e.getMessage());
        }
    }

    private static void show(Progress progress, int done, int all) {
        String text = String.format(Locale.ROOT, "embedding texts for the router: %,d of %,d", done, all);
        if (done == all) {
            progress.end(text);
        } else {
            progress.show(text);
        }
    }

    String text() {
        return report == null ? "router       none was trained. " + reason + "\n" : report.text();
    }

    /** With {@code trained}, and the report or the {@code reason}. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("trained", report != null);
        return report == null ? json.put("reason", reason) : json.setAll(report.json());
    }
}
