/** Whole conversations as files: nested, with all that was measured, and as chats for supervised fine-tuning. */
package io.turnstile.datasets.views;
