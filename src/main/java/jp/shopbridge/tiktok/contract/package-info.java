/**
 * What TikTok documents of each call ({@code tiktok/contract.json}), and the judge of requests and answers that is made from it
 * by rule. It asks nobody and knows nobody: tests hold everything that is said against it, the certification what a shop
 * answers.
 */
@NullMarked
package jp.shopbridge.tiktok.contract;

import org.jspecify.annotations.NullMarked;
