/** Intake against the pretend futureshop, on both databases. */
@NullMarked
package jp.shopbridge.intake;

import org.jspecify.annotations.NullMarked;
