package jp.shopbridge.tiktok;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jp.shopbridge.BridgeSettings;
import org.springframework.stereotype.Component;

/** How much of what a shop may ask of TikTok is used: calls against calls that are allowed, those that only read apart. */
@Component
class TiktokMeters implements MeterBinder {

    private final TiktokRate rate;
    private final BridgeSettings settings;

    TiktokMeters(TiktokRate rate, BridgeSettings settings) {
        this.rate = rate;
        this.settings = settings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (BridgeSettings.Shop shop : settings.shops()) {
            for (boolean reads : new boolean[] {false, true}) {
                String kind = reads ? "reads" : "writes";
                FunctionCounter.builder("bridge.tiktok.calls", rate, all -> all.calls(shop.key(), reads))
                        .description("Calls to TikTok Shop whose turn came")
                        .tags("shop", shop.key(), "kind", kind)
                        .register(registry);
                Gauge.builder("bridge.tiktok.allowance", rate, all -> all.perSecond(shop.key(), reads))
                        .description("Calls a second to TikTok Shop that this instance may make now")
                        .tags("shop", shop.key(), "kind", kind)
                        .register(registry);
            }
        }
    }
}
