/** Classes that each break one rule of {@link jp.shopbridge.conventions.Modules}, to prove that the rule can fail. */
@NullMarked
package jp.shopbridge.conventions.offending;

import org.jspecify.annotations.NullMarked;
