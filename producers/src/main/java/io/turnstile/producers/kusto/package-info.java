/** Rows from a Kusto cluster: closed windows of database cursors, read in blocks, each sent with its position. */
package io.turnstile.producers.kusto;
