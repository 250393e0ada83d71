package jp.shopbridge.api.pauses;

import java.util.List;

/** The pauses in force. */
record PauseList(List<PauseItem> items, int total) {}
