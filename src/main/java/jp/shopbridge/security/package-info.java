/**
 * Who may do what over HTTP: the users, their roles, sign-in, cross-site request protection and the headers of every
 * answer. Neighbours are the addresses the other packages serve; nothing here knows what stands behind an address, and
 * nothing here keeps a password in clear text longer than the start takes.
 */
@NullMarked
package jp.shopbridge.security;

import org.jspecify.annotations.NullMarked;
