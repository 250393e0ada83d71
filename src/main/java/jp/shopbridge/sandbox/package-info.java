/**
 * The pretend outside worlds: real HTTP servers on loopback that stand in for futureshop and TikTok Shop in the default
 * run, the tests and the benchmarks. This package holds what both share: a small server over the JDK's, misbehaviour on
 * request, request counters and the launcher that starts both worlds alone.
 *
 * <p>Nothing of the product depends on it, and it depends on nothing of the product: the worlds judge the product's
 * requests with their own eyes. Everything listens on 127.0.0.1 only.
 *
 * <h2>Control endpoints, the same on both worlds</h2>
 *
 * <table>
 * <caption>Control endpoints</caption>
 * <tr><td>{@code POST /control/faults}</td><td>one rule or an array of rules, see {@link jp.shopbridge.sandbox.FaultRule}; answers the rules with their ids</td></tr>
 * <tr><td>{@code GET /control/faults}</td><td>the rules in force, with how often each fired</td></tr>
 * <tr><td>{@code DELETE /control/faults}, {@code DELETE /control/faults/{id}}</td><td>ends all rules, or one; hanging requests of an ended rule are dropped</td></tr>
 * <tr><td>{@code GET /control/requests}</td><td>how many requests arrived, by method and path, and the latest ones</td></tr>
 * <tr><td>{@code DELETE /control/requests}</td><td>counts from zero again</td></tr>
 * </table>
 *
 * <p>Control requests are neither counted nor limited nor hit by faults. Each world adds endpoints of its own below
 * {@code /control/}; its package says which.
 */
@NullMarked
package jp.shopbridge.sandbox;

import org.jspecify.annotations.NullMarked;
