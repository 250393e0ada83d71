/** Over HTTP: failures that are kept: what they are, what a replay would come to, replay and discard. */
@NullMarked
package jp.shopbridge.api.deadletters;

import org.jspecify.annotations.NullMarked;
