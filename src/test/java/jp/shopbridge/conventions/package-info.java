/**
 * The conventions of routes and modules as tests: shape, names, references, one place for one thing. Every rule has a
 * small offending file or class that proves it can fail.
 */
@NullMarked
package jp.shopbridge.conventions;

import org.jspecify.annotations.NullMarked;
