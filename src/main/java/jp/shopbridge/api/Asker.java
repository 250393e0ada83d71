package jp.shopbridge.api;

import java.util.List;

/**
 * Who asks.
 *
 * @param name the signed-in person's or program's name, or {@code system}
 * @param operator whether who asks may pause, resume and replay
 * @param shops the keys of the shops who asks may see and act for
 * @param everyShop whether who asks may do what concerns all shops together
 */
record Asker(String name, boolean operator, List<String> shops, boolean everyShop) {}
