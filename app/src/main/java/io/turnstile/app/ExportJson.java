package io.turnstile.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.turnstile.datasets.export.ExportSummary;

/** An export's summary for machines. */
final class ExportJson {

    private ExportJson() {}

    static String of(ExportSummary summary) {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("directory", summary.directory().toString())
                .put("plan", summary.plan())
                .put("size", summary.size())
                .put("askedSize", summary.askedSize())
                .put("candidates", summary.candidates())
                .put("nearDuplicates", summary.nearDuplicates())
                .put("lateMessages", summary.lateMessages())
                .put("isReleased", summary.isReleased());
        summary.lateOfParts().forEach(json.putObject("lateOfParts")::put);
        var shares = json.putArray("shares");
        summary.shares()
                .forEach(share -> shares.addObject()
                        .put("split", share.split())
                        .put("labelName", share.labelName())
                        .put("quota", share.quota().orElse(null))
                        .put("drawn", share.drawn())
                        .put("available", share.available())
                        .put("shortfall", share.shortfall()));
        var files = json.putArray("files");
        summary.files()
                .forEach(file -> files.addObject()
                        .put("path", file.path())
                        .put("sha256", file.sha256())
                        .put("bytes", file.bytes())
                        .put("rows", file.rows()));
        return json + "\n";
    }
}
