package io.turnstile.judge.worker;

/** Where an answer stands in topic judge.cache. */
record CachePlace(int partition, long offset) {}
