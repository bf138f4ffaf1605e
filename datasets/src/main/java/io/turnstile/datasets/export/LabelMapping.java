package io.turnstile.datasets.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code label_mapping.json}: what the labels stand for. */
final class LabelMapping {

    private LabelMapping() {}

    static String text() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode names = json.putObject("id2label");
        ObjectNode ids = json.putObject("label2id");
        for (int label = 0; label < Names.LABELS.size(); label++) {
            names.put(Integer.toString(label), Names.LABELS.get(label));
            ids.put(Names.LABELS.get(label), label);
        }
        return JsonText.pretty(json);
    }
}
