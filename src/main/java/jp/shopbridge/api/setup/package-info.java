/** はじめかた. Its operations stand in {@code routes/api/setup.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.setup;

import org.jspecify.annotations.NullMarked;
