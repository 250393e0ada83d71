package jp.shopbridge.api;

import java.io.InputStream;

/**
 * A file as an answer, made while it is being read.
 *
 * @param content read once, to its end
 */
record Download(String contentType, InputStream content) {}
