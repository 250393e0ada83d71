/**
 * The certification: every call of the client, made at a development shop with products of its own, and what came back held
 * against TikTok's contract and against what the pretend TikTok Shop answers to the same. It runs as a command beside the
 * bridge, keeps its own state file, touches no listing, and sends nothing about a product that it has not made itself.
 */
@NullMarked
package jp.shopbridge.certification;

import org.jspecify.annotations.NullMarked;
