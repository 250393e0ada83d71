/** Tests of the REST API over real HTTP. */
@NullMarked
package jp.shopbridge.api;

import org.jspecify.annotations.NullMarked;
