/** Who is signed in. Its operations stand in {@code routes/api/session.camel.yaml}. */
@NullMarked
package jp.shopbridge.api.session;

import org.jspecify.annotations.NullMarked;
