/**
 * What instances that share a database know of each other: leases, who leads, who is alive. Routes ask for leadership
 * through Camel's {@code master:}; the rates divide their budget by the living. It never decides what work is done.
 */
@NullMarked
package jp.shopbridge.cluster;

import org.jspecify.annotations.NullMarked;
