package io.turnstile.datasets.export;

import io.turnstile.plan.Share;
import java.util.Optional;

/** What an export came to, for whoever asked for it. */
final class Summaries {

    private Summaries() {}

    static ExportSummary of(ExportResult result, long lateMessages, DatasetFiles.Written written) {
        Draw draw = result.draw();
        return new ExportSummary(
                result.request().directory(),
                draw.plan().name(),
                draw.plan().quotas().keySet().stream().mapToInt(draw::taken).sum(),
                result.request().plan().size(),
                draw.plan().quotas().keySet().stream()
                        .map(share -> count(draw, share))
                        .toList(),
                result.contents().candidates(),
                result.nearDuplicates().leftOut(),
                lateMessages,
                written.late(),
                result.request().options().isRelease(),
                written.files());
    }

    private static ExportSummary.ShareCount count(Draw draw, Share share) {
        return new ExportSummary.ShareCount(
                Names.of(share.split()),
                Names.label(share),
                draw.isWeighted() ? Optional.empty() : Optional.of(draw.quotas().get(share)),
                draw.taken(share),
                draw.available().get(share));
    }
}
