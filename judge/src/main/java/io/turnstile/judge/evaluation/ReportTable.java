package io.turnstile.judge.evaluation;

import io.turnstile.judge.agreement.Agreement;
import io.turnstile.judge.agreement.Calibration;
import io.turnstile.judge.agreement.Confusion;
import java.util.Locale;
import java.util.Optional;

/** A report for people. */
public final class ReportTable {

    /** More are read from a file. */
    private static final int CONFLICTS = 10;

    private final StringBuilder text = new StringBuilder();

    private ReportTable() {}

    /** Lines of text, each ended by a line feed. @param prices empty leaves the money out */
    public static String of(EvaluationReport report, Optional<Prices> prices) {
        var table = new ReportTable();
        table.head(report);
        table.agreement(report);
        table.confusion(report.agreement().confusion());
        report.slices().forEach(table::slice);
        table.calibration(report.calibration());
        table.cost(report, prices);
        table.conflicts(report);
        table.gate(report);
        return table.text.toString();
    }

    private void head(EvaluationReport report) {
        line("judge           %s%s", report.fingerprint(), report.isBaseline() ? ", a baseline, not for release" : "");
        line("golden set      %s, %d turns, sha256 %s", report.goldenName(), report.cases(), report.goldenSha256());
        line("labelled        %d", report.agreement().confusion().total());
        report.noLabels().forEach((reason, count) -> line("  without       %d  %s", count, reason));
    }

    private void agreement(EvaluationReport report) {
        line("");
        line("                 kappa  95 %% interval     accuracy  recall: reasoning  non-reasoning");
        row("judge", report.agreement());
        row("offline rubric", report.rubric());
        var length = report.length();
        line(
                "length alone    %+.3f  %-18s%.3f              %.3f          %.3f",
                length.confusion().kappa(),
                "leave-one-out",
                length.confusion().accuracy(),
                length.confusion().recall(0),
                length.confusion().recall(1));
        line(
                "  in hindsight  %+.3f  %d characters or more: %s",
                length.best().kappa(),
                length.best().threshold(),
                length.best().isLongReasoning() ? "reasoning" : "non-reasoning");
        var shuffled = report.shuffled();
        line(
                "judge shuffled  %+.3f  95 %% at most %+.3f; as good as the judge by chance: %.3f",
                shuffled.mean(), shuffled.high(), shuffled.chance());
    }

    private void row(String name, Agreement agreement) {
        String interval = format(
                "%+.3f to %+.3f",
                agreement.kappaInterval().low(), agreement.kappaInterval().high());
        line(
                "%-14s  %+.3f  %-18s%.3f              %.3f          %.3f",
                name, agreement.kappa(), interval, agreement.accuracy(), agreement.recall(0), agreement.recall(1));
    }

    private void confusion(Confusion confusion) {
        line("");
        line("golden          judged reasoning  judged non-reasoning");
        line("reasoning                  %6d                %6d", confusion.zeroZero(), confusion.zeroOne());
        line("non-reasoning              %6d                %6d", confusion.oneZero(), confusion.oneOne());
        line("");
        line("                             n  accuracy   kappa");
    }

    private void slice(Slice slice) {
        line(
                "%-10s  %-13s  %4d     %.3f  %+.3f",
                slice.kind(),
                slice.value(),
                slice.confusion().total(),
                slice.confusion().accuracy(),
                slice.confusion().kappa());
    }

    private void calibration(Calibration calibration) {
        line("");
        line("confidence          n    mean  accuracy    expected calibration error %.3f", calibration.expectedError());
        calibration
                .bins()
                .forEach(bin -> line(
                        "%.1f to %.1f       %4d   %.3f     %.3f",
                        bin.from(), bin.to(), bin.count(), bin.confidence(), bin.accuracy()));
    }

    private void cost(EvaluationReport report, Optional<Prices> prices) {
        var cost = report.cost();
        line("");
        line(
                "cost            %,d calls, %,d tokens sent, %,d received%s",
                cost.calls(),
                cost.promptTokens(),
                cost.completionTokens(),
                prices.map(price -> format(", %.4f in money", cost.money(price.prompt(), price.completion())))
                        .orElse(""));
        line(
                "latency         median %.1f ms, 95 %% within %.1f ms",
                report.latency().median().toNanos() / 1e6,
                report.latency().p95().toNanos() / 1e6);
    }

    private void conflicts(EvaluationReport report) {
        line("");
        line(
                "conflicts       %d%s",
                report.conflicts().size(), report.conflicts().size() > CONFLICTS ? "; the first:" : "");
        report.conflicts().stream().limit(CONFLICTS).forEach(this::conflict);
    }

    private void conflict(Conflict conflict) {
        line(
                "  %s  golden %d, judged %d with score %d, confidence %.2f",
                conflict.id(), conflict.expected(), conflict.given(), conflict.score(), conflict.confidence());
        line("    golden: %s", conflict.reason());
        line("    judge:  %s", oneLine(conflict.rationale()));
    }

    /** A model wrote it: it must not move the cursor of whoever reads it. */
    private static String oneLine(String rationale) {
        return rationale.replaceAll("\\p{Cntrl}+", " ");
    }

    private void gate(EvaluationReport report) {
        line("");
        line(
                "gate            kappa %.2f, recalls %.2f: %s",
                report.gate().kappa(),
                report.gate().recall(),
                report.gateResult().isPassed()
                        ? "passed"
                        : "not passed: " + String.join("; ", report.gateResult().shortfalls()));
    }

    private void line(String format, Object... arguments) {
        text.append(format(format, arguments)).append('\n');
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
