package io.turnstile.datasets.export;

/**
 * A file of a dataset.
 *
 * @param path below the dataset's directory, with slashes
 * @param sha256 of its bytes, hexadecimal
 * @param bytes its size
 * @param rows how many it holds; null where it holds none, such as the card
 */
public record DatasetFile(String path, String sha256, long bytes, Long rows) {}
