/** Leases, leadership and heartbeats, on both databases. */
@NullMarked
package jp.shopbridge.cluster;

import org.jspecify.annotations.NullMarked;
