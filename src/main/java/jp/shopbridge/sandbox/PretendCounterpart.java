package jp.shopbridge.sandbox;

import java.net.URI;
import java.time.Duration;
import jp.shopbridge.certification.Counterpart;
import jp.shopbridge.sandbox.tiktok.TikTokSettings;
import jp.shopbridge.sandbox.tiktok.TikTokWorld;

/** Lends the pretend TikTok Shop to a certification, which says there what it says to a shop. */
public final class PretendCounterpart implements Counterpart {

    @Override
    public End open() {
        TikTokSettings settings =
                TikTokSettings.builder().auditDelay(Duration.ofMillis(600)).build();
        TikTokWorld world = new TikTokWorld(settings);
        return new End() {
            @Override
            public URI base() {
                return URI.create(world.baseUrl());
            }

            @Override
            public String appKey() {
                return settings.appKey();
            }

            @Override
            public String appSecret() {
                return settings.appSecret();
            }

            @Override
            public String accessToken() {
                return settings.authorised().get(0).accessToken();
            }

            @Override
            public String shopCipher() {
                return settings.shops().get(0).cipher();
            }

            @Override
            public void close() {
                world.close();
            }
        };
    }
}
