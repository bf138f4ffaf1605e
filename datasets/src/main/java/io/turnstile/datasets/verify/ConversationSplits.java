package io.turnstile.datasets.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That the views of whole conversations split as the rows do. */
final class ConversationSplits {

    private static final String MESSAGES = "messages/";
    private static final String CONVERSATIONS = "conversations/";

    private final Connection connection;
    private final SplitFiles splits;
    private final List<FurtherFile> views;

    ConversationSplits(Connection connection, SplitFiles splits, FurtherFiles further) {
        this.connection = connection;
        this.splits = splits;
        this.views = further.eachOnce().stream()
                .filter(file -> isChats(file) || file.name().startsWith(CONVERSATIONS))
                .toList();
    }

    /** A conversation is in one split across rows, chats, and the column {@code split} of the nested view. */
    Check check() throws SQLException {
        if (views.isEmpty()) {
            return new Check("split-views", true, "no whole conversations");
        }
        var faults = new ArrayList<String>();
        for (FurtherFile view : views) {
            long without = DuckDb.number(
                    connection,
                    "SELECT count(*) FROM (" + members(view) + ") WHERE conversation IS NULL OR split IS NULL OR split"
                            + " NOT IN ('train', 'validation', 'test')");
            if (without > 0) {
                faults.add(view.name() + " has " + without + " rows without a conversation or a split");
            }
        }
        String members = Stream.concat(
                        splits.eachOnce().stream().map(SplitFile::conversations),
                        views.stream().map(ConversationSplits::members))
                .collect(Collectors.joining(" UNION ALL "));
        DuckDb.query(
                connection,
                "SELECT conversation, string_agg(DISTINCT split, ' and ' ORDER BY split) FROM (" + members
                        + ") WHERE conversation IS NOT NULL GROUP BY conversation HAVING count(DISTINCT split) > 1"
                        + " ORDER BY conversation",
                row -> faults.add(row.getString(1) + " is in " + row.getString(2)));
        return Check.of("split-views", faults, views.size() + " files of whole conversations split as the rows do");
    }

    private static String members(FurtherFile view) {
        return isChats(view)
                ? select(view, "conversation_id", Quoted.text(view.stem().substring(MESSAGES.length())))
                : select(view, "conversationId", view.text("split"));
    }

    private static String select(FurtherFile view, String conversation, String split) {
        return "SELECT " + view.text(conversation) + " AS conversation, " + split + " AS split FROM " + view.source();
    }

    private static boolean isChats(FurtherFile file) {
        return file.name().startsWith(MESSAGES);
    }
}
