/** Rehearsals of a whole catalogue, which send nothing. Its operations stand in {@code routes/api/rehearsals.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.rehearsals;

import org.jspecify.annotations.NullMarked;
