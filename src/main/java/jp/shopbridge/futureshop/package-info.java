/**
 * How futureshop's APIv2 is spoken: token, pace, the questions that are asked and what an answer means. Used by
 * {@code intake} alone. It never decides when something is asked, and it stores nothing.
 */
@NullMarked
package jp.shopbridge.futureshop;

import org.jspecify.annotations.NullMarked;
