/** Rows as lines of JSON, as they are saved from Kusto. */
package io.turnstile.producers.jsonl;
