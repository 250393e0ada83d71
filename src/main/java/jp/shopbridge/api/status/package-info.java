/** How every shop stands. Its operations stand in {@code routes/api/status.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.status;

import org.jspecify.annotations.NullMarked;
