/** The pretend futureshop checked against the contract sheet, rule by rule. */
@NullMarked
package jp.shopbridge.sandbox.futureshop;

import org.jspecify.annotations.NullMarked;
