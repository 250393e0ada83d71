package jp.shopbridge.publishing.pictures;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When and where pictures are fetched ({@code publishing.*}).
 *
 * @param allowPrivateImageHosts whether images may be fetched from loopback and private addresses
 * @param imageAge how long the bytes behind an image's address are taken for unchanged
 * @param imageFaultLasts how long a file that is gone or no good image has to stay so before that counts
 */
@ConfigurationProperties("publishing")
record FetchSettings(boolean allowPrivateImageHosts, Duration imageAge, Duration imageFaultLasts) {}
