/** The pretend worlds' own checks: that they are as strict, and as badly behaved on request, as they claim. */
@NullMarked
package jp.shopbridge.sandbox;

import org.jspecify.annotations.NullMarked;
