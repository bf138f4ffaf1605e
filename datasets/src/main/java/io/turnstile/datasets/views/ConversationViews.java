package io.turnstile.datasets.views;

import io.turnstile.plan.Split;
import io.turnstile.schema.Conversation;
import io.turnstile.schema.TurnCountStratum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The two views of whole conversations, as files of a dataset:
 *
 * <ul>
 *   <li>{@code conversations/short|medium|long.jsonl}, with all that was measured, as query {@code sft_nested_json} gives it;
 *   <li>{@code messages/train|validation|test.jsonl}, chats for supervised fine-tuning.
 * </ul>
 *
 * <p>Lines stand in the order in which conversations are given. One conversation is in memory at a time.
 */
public final class ConversationViews implements AutoCloseable {

    /** The folder of the nested view. */
    public static final String CONVERSATIONS = "conversations";

    /** The folder of the chats. */
    public static final String MESSAGES = "messages";

    private final Path directory;
    private final long splitSeed;
    private final Map<String, JsonLines> files = new LinkedHashMap<>();
    private final Map<LeftOutTurn, Long> leftOutTurns = new EnumMap<>(LeftOutTurn.class);
    private final Map<LeftOutConversation, Long> leftOutConversations = new EnumMap<>(LeftOutConversation.class);
    private long chatTurns;

    private ConversationViews(Path directory, long splitSeed) {
        this.directory = directory;
        this.splitSeed = splitSeed;
    }

    /**
     * Makes the files, and replaces those that are there.
     *
     * @param directory of the dataset
     * @param splitSeed of the splits
     * @throws IOException if a file cannot be made; none stays open
     */
    public static ConversationViews create(Path directory, long splitSeed) throws IOException {
        var views = new ConversationViews(directory, splitSeed);
        try {
            for (TurnCountStratum stratum : TurnCountStratum.values()) {
                views.open(file(stratum));
            }
            for (Split split : Split.values()) {
                views.open(file(split));
            }
            return views;
        } catch (IOException | RuntimeException e) {
            views.close();
            throw e;
        }
    }

    /**
     * Takes a complete conversation.
     *
     * @throws IOException if a file cannot be written
     */
    public void add(Conversation conversation) throws IOException {
        Split split = split(conversation);
        addNested(conversation, split);
        addChat(conversation, split);
    }

    /** What has been taken so far. */
    public ViewCounts counts() {
        var lines = new LinkedHashMap<String, Long>();
        files.forEach((file, written) -> lines.put(file, written.count()));
        return new ViewCounts(lines, chatTurns, leftOutTurns, leftOutConversations);
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (JsonLines file : files.values()) {
            try {
                file.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void addNested(Conversation conversation, Split split) throws IOException {
        if (conversation.getStratum() == null) {
            leftOutConversations.merge(LeftOutConversation.NO_STRATUM, 1L, Long::sum);
        } else {
            files.get(file(conversation.getStratum())).add(json -> NestedJson.write(conversation, split, json));
        }
    }

    private void addChat(Conversation conversation, Split split) throws IOException {
        Chat chat = Chat.of(conversation);
        chat.leftOut().forEach((reason, turns) -> leftOutTurns.merge(reason, (long) turns, Long::sum));
        if (chat.pairs().isEmpty()) {
            leftOutConversations.merge(LeftOutConversation.NO_PAIR, 1L, Long::sum);
        } else {
            chatTurns += chat.pairs().size();
            files.get(file(split)).add(json -> ChatJson.write(conversation, chat, json));
        }
    }

    /** That of its user, where one is known: as of its labelled turns. */
    private Split split(Conversation conversation) {
        String user = conversation.getUserHash();
        return Split.of(splitSeed, user == null ? conversation.getConversationId() : user);
    }

    private void open(String file) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        files.put(file, JsonLines.create(path));
    }

    private static String file(TurnCountStratum stratum) {
        return CONVERSATIONS + "/" + lower(stratum) + ".jsonl";
    }

    private static String file(Split split) {
        return MESSAGES + "/" + lower(split) + ".jsonl";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
