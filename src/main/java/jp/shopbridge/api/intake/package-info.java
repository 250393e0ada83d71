/** Runs that read products from futureshop. Its operations stand in {@code routes/api/intake.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.intake;

import org.jspecify.annotations.NullMarked;
