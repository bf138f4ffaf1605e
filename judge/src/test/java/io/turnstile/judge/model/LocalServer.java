package io.turnstile.judge.model;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Extension;

/** A server on the loopback that says what it is told to. */
public final class LocalServer {

    private static final int THREADS = 80;

    private LocalServer() {}

    public static WireMockServer start(Extension... extensions) {
        var server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(THREADS)
                .extensions(extensions));
        server.start();
        return server;
    }

    public static String address(WireMockServer server) {
        return "http://127.0.0.1:" + server.port();
    }
}
