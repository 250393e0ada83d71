package jp.shopbridge.publishing.pictures;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a picture from outside may cost ({@code publishing.images.*}): its address comes from a catalogue and its server is
 * nobody's friend.
 *
 * @param longest how long one picture may take from the first connection to its last byte, redirects included
 * @param redirects how many redirects are followed
 * @param headers how many header lines an answer may have
 * @param headerLine how long one header line may be
 * @param largestFile how large a file may be, as sent and unpacked
 * @param refusedNetworks networks that are never connected to, besides all that are not the public internet, such as
 *     {@code 203.0.112.0/20} or the prefix of a NAT64 of one's own
 * @param mostPixels how many pixels a picture that has to be reduced or converted may have
 * @param fileMemory what the files under way may take together, from their first byte to the end of their upload
 * @param decodingMemory what decoded pictures may take together; 0 is a quarter of the heap
 */
@ConfigurationProperties("publishing.images")
public record ImageSettings(
        Duration longest,
        int redirects,
        int headers,
        DataSize headerLine,
        DataSize largestFile,
        @DefaultValue List<String> refusedNetworks,
        long mostPixels,
        DataSize fileMemory,
        DataSize decodingMemory) {

    /** The largest file in whole megabytes, for sentences. */
    long largestFileInMegabytes() {
        return largestFile.toMegabytes();
    }
}
