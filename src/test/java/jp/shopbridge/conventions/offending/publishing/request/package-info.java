/** Offends on purpose: two rooms of publishing that lean on each other. */
@NullMarked
package jp.shopbridge.conventions.offending.publishing.request;

import org.jspecify.annotations.NullMarked;
