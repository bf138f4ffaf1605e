package io.turnstile.domain.routing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over what is judged, each part with its length before it, so that no two inputs run together alike. */
final class InputHash {

    private final MessageDigest digest;

    private InputHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    static String of(Request request) {
        var hash = new InputHash();
        hash.add(request.text());
        hash.add(request.turnNumber());
        hash.add(request.history().size());
        for (HistoryTurn turn : request.history()) {
            hash.add(turn.turnNumber());
            hash.add(turn.userText());
            hash.add(turn.modelText());
            hash.add(turn.isCut() ? 1 : 0);
        }
        InferenceSignals signals = request.inferenceSignals();
        hash.add(signals.promptCharCount());
        hash.add(signals.referenceCount());
        hash.add(signals.previousModel());
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void add(int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }

    private void add(String text) {
        if (text == null) {
            add(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
    }
}
