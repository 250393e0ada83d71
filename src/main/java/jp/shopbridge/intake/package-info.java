/**
 * Brings a futureshop catalogue in: runs that read it page by page, notice what changed, have it mapped and staged, read
 * first stocks and find what has gone. Speaks to futureshop through {@code futureshop}, hands over to {@code mapping} and
 * {@code staging}, parks what is broken in {@code deadletter}. It never touches a person's edits and never talks to TikTok.
 */
@NullMarked
package jp.shopbridge.intake;

import org.jspecify.annotations.NullMarked;
