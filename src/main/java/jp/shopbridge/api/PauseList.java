package jp.shopbridge.api;

import java.util.List;

/** The pauses in force. */
record PauseList(List<PauseItem> items, int total) {}
