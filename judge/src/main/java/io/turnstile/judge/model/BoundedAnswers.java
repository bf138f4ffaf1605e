package io.turnstile.judge.model;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Reads no more of an answer than agreed, errors among them, after it was decompressed. Files are not answers: they go to
 * the disk.
 */
final class BoundedAnswers implements Interceptor {

    private static final String FILE_CONTENT = "content";

    private final long limit;

    BoundedAnswers(long limit) {
        this.limit = limit;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var response = chain.proceed(chain.request());
        var body = response.body();
        if (body == null || chain.request().url().pathSegments().contains(FILE_CONTENT)) {
            return response;
        }
        var bounded =
                ResponseBody.create(Okio.buffer(bounded(body.source())), body.contentType(), body.contentLength());
        return response.newBuilder().body(bounded).build();
    }

    private Source bounded(Source source) {
        return new ForwardingSource(source) {

            private long read;

            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long count = super.read(sink, byteCount);
                read += Math.max(0, count);
                if (read > limit) {
                    throw new AnswerTooLargeException(limit);
                }
                return count;
            }
        };
    }
}
