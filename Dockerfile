# The roles of Turnstile (topics, produce, streams, judge, tail) as one image. Not for `turnstile demo`: the demo brings
# a broker and a registry of its own, and the registry is not in this image.

FROM maven:3.9-eclipse-temurin-17 AS build
# Node binds the queries at build time; the image that runs does not have it.
RUN apt-get update -q && apt-get install -y -q --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
# Tests are not run here: mvn verify has run them before an image is made.
RUN mvn -B -q -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre
# A user of its own: nothing in the container needs root.
RUN useradd --system --create-home --home-dir /var/lib/turnstile turnstile \
    && mkdir -p /var/lib/turnstile/streams \
    && chown -R turnstile:turnstile /var/lib/turnstile
WORKDIR /opt/turnstile
COPY --from=build /build/turnstile ./turnstile
COPY --from=build /build/app/target/dist ./app/target/dist
# The launcher's mark of a finished build. Without sources beside it, the launcher compares nothing and builds nothing.
RUN touch app/target/built
USER turnstile
# RocksDB's files: a volume mounted here is created with this directory's owner.
ENV TURNSTILE_STREAMS_STATE_DIRECTORY=/var/lib/turnstile/streams
# The launcher replaces itself by the JVM, which is therefore told of SIGTERM and closes cleanly.
ENTRYPOINT ["/opt/turnstile/turnstile"]
CMD ["--help"]
