/** The same correction for many products. Its operations stand in {@code routes/api/edits.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.edits;

import org.jspecify.annotations.NullMarked;
