package jp.shopbridge.api.status;

import java.time.Instant;
import java.util.List;

/** How every shop stands at one moment. */
record BridgeStatus(Instant at, List<ShopStatus> shops) {}
