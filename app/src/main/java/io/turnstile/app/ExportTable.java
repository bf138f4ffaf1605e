package io.turnstile.app;

import io.turnstile.datasets.export.DatasetFile;
import io.turnstile.datasets.export.ExportSummary;
import java.util.Locale;

/** An export's summary for people. */
final class ExportTable {

    private ExportTable() {}

    static String of(ExportSummary summary) {
        var text = new StringBuilder();
        line(text, "%-12s %-14s %9s %9s %9s %9s", "split", "class", "quota", "drawn", "available", "shortfall");
        for (ExportSummary.ShareCount share : summary.shares()) {
            line(
                    text,
                    "%-12s %-14s %9s %,9d %,9d %,9d",
                    share.split(),
                    share.labelName(),
                    share.quota()
                            .map(quota -> String.format(Locale.ROOT, "%,d", quota))
                            .orElse("all"),
                    share.drawn(),
                    share.available(),
                    share.shortfall());
        }
        text.append('\n');
        line(
                text,
                "%,d of %,d labelled turns; %,d were left out as near-duplicates",
                summary.size(),
                summary.candidates(),
                summary.nearDuplicates());
        boolean hasQuotas =
                summary.shares().stream().anyMatch(share -> share.quota().isPresent());
        if (hasQuotas && summary.size() < summary.askedSize()) {
            line(text, "plan %s asks for %,d turns: it is short", summary.plan(), summary.askedSize());
        }
        late(text, "messages", summary.lateMessages());
        summary.lateOfParts().forEach((part, late) -> late(text, part, late));
        line(text, "released: %s", summary.isReleased() ? "yes" : "no");
        line(text, "card:     %s", summary.directory().resolve("README.md"));
        if (summary.files().stream().map(DatasetFile::path).anyMatch(path -> path.startsWith("plots/"))) {
            line(text, "plots:    %s", summary.directory().resolve("plots"));
        }
        return text.toString();
    }

    private static void late(StringBuilder text, String what, long late) {
        if (late > 0) {
            line(
                    text,
                    "%,d %s have records behind the offsets only: new ones, unless compaction has removed an earlier"
                            + " record",
                    late,
                    what);
        }
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
