package jp.shopbridge.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long somebody stays signed in ({@code security.session.*}); {@code server.servlet.session.timeout} ends a session that
 * is not used.
 *
 * @param longest from the sign-in on, however busy the session is
 */
@ConfigurationProperties("security.session")
record SessionLimits(Duration longest) {}
