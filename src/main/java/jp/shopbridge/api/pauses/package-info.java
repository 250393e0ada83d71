/** Stages that stand still, and letting them go on. Its operations stand in {@code routes/api/pauses.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.pauses;

import org.jspecify.annotations.NullMarked;
