package jp.shopbridge.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How guessing is slowed down ({@code security.sign-in.*}).
 *
 * @param attempts wrong passwords before the first wait
 * @param longestAddressWait where the doubling of an address's wait ends
 * @param longestAccountWait where the doubling of an account's wait ends; a stranger can make the right person wait so long,
 *     and only where that person has never signed in
 */
@ConfigurationProperties("security.sign-in")
record SignInLimits(int attempts, Duration longestAddressWait, Duration longestAccountWait) {}
