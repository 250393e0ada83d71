/** Straight to where something is mended outside of the page: Seller Center, the buyer's page, futureshop. */

import { h, icon } from "./dom.js";
import { t } from "./words.js";

let addresses = {};

/** The addresses as the server is configured; a missing one is no link. */
export function useLinks(links) {
  addresses = links ?? {};
}

/** Which place in Seller Center mends what a code says; everything else about the shop begins at its first page. */
const PLACES = {
  TIKTOK_NO_WAREHOUSE: "warehouse",
  TIKTOK_WAREHOUSE_RESTRICTED: "warehouse",
  PREFLIGHT_BANK_ACCOUNT: "bank",
  PREFLIGHT_SHOP_TAX: "tax",
  PREFLIGHT_DELIVERY_OPTION: "delivery",
  PREFLIGHT_SHIPPING_TEMPLATE: "delivery",
  TIKTOK_LOGISTICS: "delivery",
  TIKTOK_SHIPPING_TEMPLATE: "delivery",
  TIKTOK_TAX_NUMBER: "tax",
  TIKTOK_SHOP_TASKS: "sellerCenter",
  TIKTOK_SELLER_INACTIVE: "sellerCenter",
  TIKTOK_ONBOARDING: "sellerCenter",
  TIKTOK_DEPOSIT: "sellerCenter",
  TIKTOK_CONTACT: "sellerCenter",
  PREFLIGHT_SHOP_STATUS: "sellerCenter",
  PREFLIGHT_CONTACT_INFO: "sellerCenter",
  PREFLIGHT_PRODUCT_QUANTITY_LIMIT: "sellerCenter",
};

function link(address, label) {
  return address && h("a", { class: "button small", href: address, target: "_blank", rel: "noopener noreferrer" }, label, icon("out"), h("span", { class: "unseen" }, t("link.new-tab")));
}

/** A place of Seller Center: `sellerCenter`, `warehouse`, `delivery`, `bank` or `tax`; null where none is configured. */
export const placeLink = (place) => link(addresses[place] ?? addresses.sellerCenter, t(`link.${place}`));

/** Where the reason with this code is mended; null when that is not in the shop's set-up. */
export const reasonLink = (code) => (code in PLACES ? placeLink(PLACES[code]) : null);

/** The product in Seller Center. */
export const productLink = (product) => (product.remoteProductId ? link(addresses.product?.replace("{id}", encodeURIComponent(product.remoteProductId)), t("link.product")) : null);

/** What buyers see, once there is something to see. */
export const buyersLink = (product) =>
  product.remoteProductId && product.remoteStatus === "ACTIVATE" ? link(addresses.buyersPage?.replace("{id}", encodeURIComponent(product.remoteProductId)), t("link.buyersPage")) : null;

/** The product in futureshop's administration. */
export const futureshopLink = (product) => link(addresses.futureshopProduct?.replace("{productNo}", encodeURIComponent(product.productNo)), t("link.futureshop"));
