/**
 * The flows of routes/ on the real YAML, without Tomcat: what futureshop and TikTok Shop answer stands in a table. For what
 * a route does with an answer; whether the outside answers so is for the worlds and the contract.
 */
@NullMarked
package jp.shopbridge.flow;

import org.jspecify.annotations.NullMarked;
