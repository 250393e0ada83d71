/**
 * The declarative change of shape: reads {@code *.mapping.yaml} with its lookups, shapes and cases, refuses what does
 * not hold together, and turns one JSON document into another with the reasons why it is not complete yet. Intake,
 * staging and publishing call it, mostly through the Camel component {@code mapping:NAME}; it never calls them, never
 * touches the network or a database, and knows no shop's field name.
 */
@NullMarked
package jp.shopbridge.mapping;

import org.jspecify.annotations.NullMarked;
