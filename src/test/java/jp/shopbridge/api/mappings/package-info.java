/** Over HTTP: versions of the mappings: trying, keeping and activating them. */
@NullMarked
package jp.shopbridge.api.mappings;

import org.jspecify.annotations.NullMarked;
