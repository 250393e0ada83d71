/** The fields of a listing and their limits. Its operations stand in {@code routes/api/fields.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.fields;

import org.jspecify.annotations.NullMarked;
