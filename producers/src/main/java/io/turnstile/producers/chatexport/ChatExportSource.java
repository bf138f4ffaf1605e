package io.turnstile.producers.chatexport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.turnstile.producers.MalformedReason;
import io.turnstile.producers.SourceException;
import io.turnstile.producers.SourceFile;
import io.turnstile.producers.SourceItem;
import io.turnstile.producers.TelemetrySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Chats that VS Code exported (Chat: Export Chat...) and chat replays, as the rows that the extension would have sent,
 * in the shape of the staff workspace and of all chat modes. Reading a file twice, or a later export of the same chat,
 * gives the same rows again.
 */
public final class ChatExportSource implements TelemetrySource {

    private static final List<String> EXTENSIONS = List.of(".json");
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What is kept of a file that cannot be read as a chat: enough for a person to recognise it. */
    private static final int KEPT_OF_FILE = 64 * 1024;

    private final Deque<SourceFile> files;
    private final int maxFileBytes;

    private ChatExportSource(List<SourceFile> files, int maxFileBytes) {
        this.files = new ArrayDeque<>(files);
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * @param places files, and folders of which the files ending in .json are read in the order of their names
     * @throws SourceException if a place does not exist or a folder cannot be listed
     */
    public static ChatExportSource of(List<Path> places, ChatExportConfiguration configuration) {
        return new ChatExportSource(SourceFile.in(places, EXTENSIONS), configuration.maxFileBytes());
    }

    @Override
    public String kind() {
        return ChatFile.SOURCE;
    }

    @Override
    public Iterator<SourceItem> items() {
        return new Items();
    }

    /** Nothing is open between two items: each file is read as a whole. */
    @Override
    public void close() {}

    /** One file, and of it one turn, at a time. */
    private final class Items implements Iterator<SourceItem> {

        private Iterator<List<SourceItem>> turns = Collections.emptyIterator();
        private Iterator<SourceItem> items = Collections.emptyIterator();

        @Override
        public boolean hasNext() {
            while (!items.hasNext()) {
                if (turns.hasNext()) {
                    items = turns.next().iterator();
                } else if (!files.isEmpty()) {
                    turns = read(files.remove());
                } else {
                    return false;
                }
            }
            return true;
        }

        @Override
        public SourceItem next() {
            if (!hasNext()) {
                throw new NoSuchElementException("All files have been read");
            }
            return items.next();
        }
    }

    private Iterator<List<SourceItem>> read(SourceFile source) {
        var file = new ChatFile(source.name());
        try {
            long size = Files.size(source.path());
            if (size > maxFileBytes) {
                return failed(
                        file, MalformedReason.TOO_LONG, size + " bytes; " + maxFileBytes + " are taken", source.path());
            }
            return turns(MAPPER.readTree(source.path().toFile()), file, source.path());
        } catch (JsonProcessingException e) {
            // The exception's message quotes the text; its location does not.
            var location = e.getLocation();
            String where = location == null ? "" : " from line " + location.getLineNr() + ":" + location.getColumnNr();
            return failed(file, MalformedReason.INVALID_JSON, "no JSON" + where, source.path());
        } catch (IOException e) {
            return failed(file, MalformedReason.UNREADABLE, e.getClass().getSimpleName(), source.path());
        }
    }

    private static Iterator<List<SourceItem>> turns(JsonNode root, ChatFile file, Path path) {
        if (ExportedChat.isOne(root)) {
            return ExportedChat.of(root, file);
        }
        return ReplayedChat.isOne(root)
                ? ReplayedChat.of(root, file)
                : failed(file, MalformedReason.NOT_A_CHAT_EXPORT, "neither requests nor prompts", path);
    }

    private static Iterator<List<SourceItem>> failed(ChatFile file, MalformedReason reason, String detail, Path path) {
        return List.of(List.of(file.malformedFile(reason, detail, start(path)))).iterator();
    }

    private static byte[] start(Path path) {
        try (InputStream input = Files.newInputStream(path)) {
            return input.readNBytes(KEPT_OF_FILE);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
