/**
 * Chats as VS Code exports them, turned into the rows that the extension would have sent. What an export does not hold,
 * above all most token counts, is left out and never guessed.
 */
package io.turnstile.producers.chatexport;
