/**
 * TikTok's contract as a test. {@code tiktok/contract.json} says what TikTok documents of each call; {@link
 * jp.shopbridge.contract.ContractFilter} sits before every pretend end, so that whatever the program sends and whatever a
 * pretend TikTok Shop answers in any test is held against it; {@link jp.shopbridge.contract.ContractGuard} fails the test
 * class during which something spoke against it, even when the program swallowed it. What is allowed all the same stands with
 * its reason in {@code tiktok/contract-exceptions.yaml}.
 */
@NullMarked
package jp.shopbridge.contract;

import org.jspecify.annotations.NullMarked;
