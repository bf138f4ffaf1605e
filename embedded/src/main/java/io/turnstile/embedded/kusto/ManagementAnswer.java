package io.turnstile.embedded.kusto;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** The only management command that is answered: who is there. */
final class ManagementAnswer {

    private static final Pattern SHOW_VERSION = Pattern.compile("\\s*\\.show\\s+version\\s*", Pattern.CASE_INSENSITIVE);

    private ManagementAnswer() {}

    /**
     * In the form of Kusto's V1 protocol.
     *
     * @throws KustoRefusal if the command is any other
     */
    static ObjectNode to(String command) {
        if (!SHOW_VERSION.matcher(command).matches()) {
            throw new KustoRefusal(
                    KustoError.refused(
                            "BadRequest_NotSupported",
                            "The embedded server has no management commands but '.show version'. Send queries, or use a cluster."));
        }
        ObjectNode table = JsonNodeFactory.instance.objectNode().put("TableName", "Table_0");
        var columns = table.putArray("Columns");
        for (String name : new String[] {"BuildVersion", "ServiceType", "ProductVersion"}) {
            columns.addObject()
                    .put("ColumnName", name)
                    .put("DataType", "String")
                    .put("ColumnType", "string");
        }
        table.putArray("Rows").addArray().add("0").add("Embedded").add("Turnstile's embedded Kusto");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("Tables").add(table);
        return answer;
    }
}
