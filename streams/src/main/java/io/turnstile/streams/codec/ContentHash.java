package io.turnstile.streams.codec;

import io.turnstile.schema.Conversation;
import io.turnstile.schema.JudgeRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** SHA-256 in hex over a record's Avro bytes: whether what would be sent stands already. */
public final class ContentHash {

    private ContentHash() {}

    public static String of(JudgeRequest request) {
        return hash(request);
    }

    /** The hash of a conversation, whichever revision it is. */
    public static String ofAnyRevision(Conversation conversation) {
        int revision = conversation.getRevision();
        conversation.put("revision", 0);
        try {
            return hash(conversation);
        } finally {
            conversation.put("revision", revision);
        }
    }

    private static String hash(SpecificRecordBase value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var encoder = EncoderFactory.get()
                    .binaryEncoder(new DigestOutputStream(OutputStream.nullOutputStream(), digest), null);
            new SpecificDatumWriter<SpecificRecordBase>(value.getSchema()).write(value, encoder);
            encoder.flush();
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
