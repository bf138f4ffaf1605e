package io.turnstile.embedded.kusto;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip for a reader on the same machine: the usual level would take longer than all else of an answer. */
final class FastGzipStream extends GZIPOutputStream {

    FastGzipStream(OutputStream out) throws IOException {
        super(out, 1 << 16);
        // The level can be set nowhere else.
        def.setLevel(Deflater.BEST_SPEED);
    }
}
