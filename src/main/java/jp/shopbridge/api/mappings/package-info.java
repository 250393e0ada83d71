/** Versions of the mappings: trying, keeping and activating them. Its operations stand in {@code routes/api/mappings.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.mappings;

import org.jspecify.annotations.NullMarked;
