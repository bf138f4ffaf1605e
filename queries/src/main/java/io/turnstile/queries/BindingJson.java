package io.turnstile.queries;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.queries.Binding.Column;
import io.turnstile.queries.Binding.Diagnostic;
import java.io.IOException;
import java.util.ArrayList;

/** What binder/bind.mjs writes. */
final class BindingJson {

    /** A pipe nests one level an operator, and each level of a tree three of JSON. */
    private static final int DEEPEST = 20_000;

    static final ObjectMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private BindingJson() {}

    static Binding read(byte[] json) throws IOException {
        JsonNode bound = JSON.readTree(json);
        var diagnostics = new ArrayList<Diagnostic>();
        for (JsonNode found : bound.get("diagnostics")) {
            diagnostics.add(new Diagnostic(
                    found.get("severity").asText(),
                    found.get("code").asText(),
                    found.get("message").asText(),
                    found.get("line").asInt(),
                    found.get("column").asInt()));
        }
        var columns = new ArrayList<Column>();
        for (JsonNode column : bound.get("columns")) {
            columns.add(new Column(column.get(0).asText(), column.get(1).asText()));
        }
        JsonNode tree = bound.get("tree");
        return new Binding(diagnostics, columns, tree.isNull() ? null : tree);
    }
}
