/** Failures that are kept: what they are, what a replay would come to, replay and discard. Its operations stand in {@code routes/api/dead-letters.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.deadletters;

import org.jspecify.annotations.NullMarked;
