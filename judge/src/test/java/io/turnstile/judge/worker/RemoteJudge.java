package io.turnstile.judge.worker;

import io.turnstile.judge.ContentKey;
import io.turnstile.judge.Judge;
import io.turnstile.judge.JudgeUnavailableException;
import io.turnstile.judge.OfflineRubric;
import io.turnstile.schema.JudgeRequest;
import io.turnstile.schema.Verdict;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** A judge that pays a {@link CountingServer} for each answer. */
record RemoteJudge(int port) implements Judge {

    private static final Judge RUBRIC = new OfflineRubric();

    @Override
    public String fingerprint() {
        return RUBRIC.fingerprint();
    }

    @Override
    public boolean isBaseline() {
        return true;
    }

    @Override
    public boolean isPaid() {
        return true;
    }

    @Override
    public String contentKey(JudgeRequest request) {
        return ContentKey.of(fingerprint(), request.getText());
    }

    @Override
    public Verdict judge(JudgeRequest request) {
        try {
            var call = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/" + contentKey(request))
                    .toURL()
                    .openConnection();
            if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new JudgeUnavailableException("the server is out of order", Duration.ofMillis(50));
            }
            return RUBRIC.judge(request);
        } catch (IOException e) {
            throw new JudgeUnavailableException("the server does not answer", Duration.ofMillis(50));
        }
    }
}
