package jp.shopbridge.conventions.offending.sandbox;

/** What nothing outside may need. */
public record PretendWorld(String name) {}
